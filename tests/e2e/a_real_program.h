#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

/// The built program as its own process, with its own data folder and its own three doors.
namespace tests {

/// Devices that enrolled for office have what the vendor's folder holds at once, and nobody else
/// has it for a year.
inline constexpr const char* kOfficeAtOnce =
    "feeds:\n"
    "  acme: { kind: files, directory: vendor, class: software, every: 1h }\n"
    "groups:\n"
    "  - { name: office, match: [{ enrolled: office }] }\n"
    "  - name: default\n"
    "paths:\n"
    "  - name: all\n"
    "    for: { class: software }\n"
    "    stages:\n"
    "      - groups: [office]\n"
    "      - { groups: [default], soak: 365d }\n";

/// A policy: what the vendor's folder holds is everybody's at once, as the feed `acme`.
inline constexpr const char* kFilesForAll =
    "feeds:\n"
    "  acme: { kind: files, directory: vendor, class: software, every: 24h }\n"
    "groups:\n  - name: default\n"
    "paths:\n"
    "  - { name: all, for: { class: software }, stages: [{ groups: [default] }] }\n";

/// Of ann, who sets relays up.
inline constexpr const char* kPassword = "the tide went out at seven\n";

/// A port that nobody listens on at this moment.
std::uint16_t free_port();

/// `curl WORDS…`, past any proxy; the certificate of the other side is not looked at.
Ran curl(std::vector<std::string> words);

class ARealProgram {
 public:
  /// More settings of the endpoints' doors, as ", connections: 64".
  struct Doors {
    std::string plain{};
    std::string tls{};
  };
  ARealProgram(const std::string& policy, const Doors& doors);
  explicit ARealProgram(const std::string& policy) : ARealProgram{policy, Doors{}} {}

  const TempFolder folder{};
  const std::uint16_t port, tls_port, admin_port;

  std::filesystem::path data() const { return folder / "data"; }
  /// Of the relay's own, which issues the TLS door's certificate.
  std::filesystem::path authority() const { return data() / "authority.crt"; }
  std::string plain_url(const std::string& path) const;
  std::string tls_url(const std::string& path) const;

  /// What a feed with `directory: vendor` finds from now on: these names and bytes.
  void publish(const std::vector<std::pair<std::string, std::string>>& files) const;
  /// `sluice COMMAND… --config …`
  std::vector<std::string> words(std::vector<std::string> command) const;
  /// The same as ann, who set the relay up and may do everything.
  Ran sluice(const std::vector<std::string>& command) const;
  /// The same as whoever is signed in with that session; with more in its environment, if need be.
  Ran sluice_as(const std::string& session, const std::vector<std::string>& command,
                std::map<std::string, std::string> environment = {}) const;
  /// Asks the plain door until somebody listens, for half a minute at most.
  Ran get(const std::string& path) const;

 private:
  explicit ARealProgram(const std::vector<std::uint16_t>& ports);

  mutable bool set_up_ = false;
};

}  // namespace tests
