#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "relay/app/app.h"
#include "relay/http/server.h"
#include "relay/net/curl_fetcher.h"
#include "tests/support/manual_clock.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

/// A whole relay on loopback: real doors, real downloads, real command line; only its clock is
/// ours.
namespace tests {

/// A vendor's mirror: the files of a folder over plain HTTP.
class AVendor {
 public:
  AVendor();
  std::string url() const;
  const std::filesystem::path& folder() const { return folder_.path(); }
  /// Copies a file of the test data under another name.
  void publish(const std::filesystem::path& from, const std::string& name);
  void withdraw(const std::string& name);

 private:
  TempFolder folder_;
  ManualClock clock_;
  relay::http::Door door_;
};

class ARunningRelay {
 public:
  /// `policy` is the text of policy.yaml.
  explicit ARunningRelay(const std::string& policy);

  ManualClock clock;

  /// "http://127.0.0.1:41234"
  std::string endpoint_url() const;
  /// Runs the built command line against this relay as ann, who may do everything: `sluice WORDS…
  /// --config …`.
  Ran sluice(const std::vector<std::string>& words) const;
  /// Takes up a changed policy, as a reload signal would; the report of a bad one.
  std::string revise(const std::string& policy);
  std::filesystem::path data() const { return folder_ / "data"; }
  std::string log() const { return read_file(folder_ / "log"); }

 private:
  void sign_in(const std::string& command) const;
  Ran run(std::vector<std::string> words) const;

  TempFolder folder_;
  mutable policy::Instant signed_in_{};
  relay::io::Log log_{clock, relay::io::Level::Debug, folder_ / "log"};
  relay::net::CurlFetcher network_{{}, clock};
  std::unique_ptr<relay::app::App> app_;
};

/// One endpoint of a group: Debian's own freshclam with its own database folder.
class AFreshclam {
 public:
  enum class Mode {
    PrivateMirror,   ///< Whole databases.
    DatabaseMirror,  ///< Patches where it can.
  };
  AFreshclam(const std::string& mirror_url, Mode mode);

  /// Updates one database; whatever freshclam prints. With more in its environment, if need be.
  Ran update(const std::string& database,
             const std::map<std::string, std::string>& environment = {});
  /// The version that `sigtool --info` finds in the local database; 0 when there is none.
  int version(const std::string& database) const;

 private:
  TempFolder folder_;
};

}  // namespace tests
