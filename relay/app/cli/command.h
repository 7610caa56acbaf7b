#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "policy/result.h"

/// The command line: arguments → a Command, a Command → calls of the admin API, its answers → text
/// for people. Nothing here opens a socket or a file; a caller is given a function for that.
namespace relay::app::cli {

struct Run {};
struct Check {};
struct Status {};
struct Sync {
  std::string feed{};
};  ///< Empty: every feed.
struct Releases {
  std::string feed{};
  std::optional<std::int64_t> before{};  ///< The page below this number.
};
struct Quarantine {
  std::string feed{};
};
struct Explain {
  std::string feed{};
  std::string group{};   ///< Empty: every group, or the device's.
  std::string device{};  ///< An address; may be empty.
};
struct Audit {
  std::optional<std::int64_t> before{};
};
/// What a person does to a release.
struct Act {
  std::string verb{};  ///< "adopt", "approve", "hold", "pin", "block": the API's word as well.
  std::string feed{};
  std::string version{};              ///< Empty: none was named.
  std::vector<std::string> groups{};  ///< Empty: all.
  std::string reason{};
  bool lift = false;
};
struct Version {};
struct Help {
  std::string command{};
};  ///< Empty: of the program.

/// Feed and group names have their shape; whether there are such is the relay's to say.
struct Command {
  std::variant<Help, Run, Check, Status, Sync, Releases, Quarantine, Explain, Audit, Act, Version>
      what{};
  std::string config{};  ///< Empty: ./sluice.yaml, then /etc/sluice/sluice.yaml.
  bool json = false;     ///< Print the answer as it is.
};

/// Reads what stands behind the program's name. A refusal is one sentence for stderr, with the
/// nearest word where one is near; the exit code is then 2.
policy::Result<Command, std::string> parse(std::span<const std::string_view> arguments);

/// What `sluice help` prints, or `sluice help COMMAND` for a known command.
std::string help(const Help& asked);

}  // namespace relay::app::cli
