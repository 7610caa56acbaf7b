#pragma once

#include <functional>
#include <string>

#include "policy/result.h"
#include "relay/app/cli/command.h"

namespace relay::app::cli {

/// One call of the relay's admin API.
struct Ask {
  std::string method{};  ///< "GET" or "POST"
  std::string path{};    ///< With the query: "/api/v1/explain?feed=clamav"
  std::string body{};    ///< JSON for a POST; empty for a GET.
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

/// Does what a command asks by calling the API; one that is no call of it (Run, Check, Help,
/// Version) is a broken belief. Sync without a feed asks for the status first, then for every feed
/// in turn; a feed that fails does not stop the others. A round that did not succeed, or that
/// refused something of the vendor's, has failed.
Ended perform(const Command& command, const Caller& call);

}  // namespace relay::app::cli
