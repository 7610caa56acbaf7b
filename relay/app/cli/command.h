#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
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

/// One call of the relay's admin API.
struct Ask {
  std::string method{};  ///< "GET", "POST" or "DELETE"
  std::string path{};    ///< With the query: "/api/v1/explain?feed=clamav"
  std::string body{};    ///< JSON for a POST; else empty.
  bool anybody = false;  ///< Nobody has to be signed in for it, and no session is shown.
  /// Told of a 200's body as it comes, for as long as it comes; it is not in the reply then.
  std::function<void(std::string_view)> follow{};
};
struct Reply {
  int status = 0;
  std::string body{};
};
/// Makes the call, signed in; or says in one sentence why it could not.
using Caller = std::function<policy::Result<Reply, std::string>(const Ask&)>;

/// How a command ended: what to print where, and the exit code.
struct Ended {
  int code = 0;  ///< 0 done, 1 failed.
  std::string out{};
  std::string err{};
};

/// The text of a file, or in one sentence why it cannot be read.
using Reader = std::function<policy::Result<std::string, std::string>(const std::string& file)>;

/// Writes a whole file that is not there yet; or says in one sentence why it cannot be.
using Writer =
    std::function<std::optional<std::string>(const std::string& file, std::string_view bytes)>;

/// Where somebody can be asked, if anybody is there.
struct Terminal {
  /// What is typed, without its end; nothing when it was given up.
  using Asking = std::function<std::optional<std::string>(const std::string& prompt)>;

  bool there = false;
  Asking hidden{};  ///< What is typed is not shown.
  Asking line{};
};

/// What shows the relay who somebody is, kept from one command to the next.
struct Keys {
  /// What to show: a session's token, or one for programs; or in one sentence why there is none.
  std::function<policy::Result<std::string, std::string>()> token{};
  /// Of a session, instead of any before; or in one sentence why it cannot be kept.
  std::function<std::optional<std::string>(std::string_view token)> keep{};
  /// The session with that token, which is over; false when it is not what is kept.
  std::function<bool(std::string_view token)> forget{};
  /// Leave to set up a relay, which lies on its machine.
  std::function<policy::Result<std::string, std::string>()> setup_token{};
};

/// What a command works with when it is performed.
struct Tools {
  const Caller& call;
  bool json = false;  ///< Print the answer as it is.
  Reader read{};
  Writer write{};
  Keys keys{};
  Terminal terminal{};
  std::function<void(std::string_view)> say{};  ///< Printed at once, before the command ends.
};

// What the program does by itself.
struct Run {};
struct Check {};
struct Version {};
struct Help {
  std::string command{};
};  ///< Empty: of the program.
/// Policies over a scenario, or over what the relay has recorded.
struct Simulate {
  std::string scenario{};               ///< A file; may be empty with a history.
  std::vector<std::string> policies{};  ///< Files; empty: those that the scenario names.
  std::optional<std::size_t> random{};  ///< So many scenarios by chance instead.
  std::uint64_t seed = 1;
  std::string history{};      ///< A feed; empty: the scenario's own vendor.
  std::optional<int> days{};  ///< Of the history; nothing: all of it.
  std::string html{};         ///< Where to write a page; empty: nowhere.
};
enum class Shell { Bash, Zsh, Fish };
/// What a shell reads so that it completes commands.
struct Completion {
  Shell shell = Shell::Bash;
};
/// An account becomes an administrator's on the relay's own machine.
struct Recover {
  std::string name{};
  std::string reason{};
};
/// What is done by calls of the API, once it is understood.
using Doing = std::function<Ended(const Tools&)>;
using What = std::variant<Help, Run, Check, Version, Simulate, Completion, Recover, Doing>;

/// Feed and group names have their shape; whether there are such is the relay's to say.
struct Command {
  What what{};
  std::string config{};  ///< Empty: ./sluice.yaml, then /etc/sluice/sluice.yaml.
  bool json = false;
};

/// Reads what stands behind the program's name. A refusal is one sentence for stderr, with the
/// nearest word where one is near; the exit code is then 2.
policy::Result<Command, std::string> parse(std::span<const std::string_view> arguments);

/// What `sluice help` prints, or `sluice help COMMAND` for a known command.
std::string help(const Help& asked);

}  // namespace relay::app::cli
