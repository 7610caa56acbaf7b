#pragma once

#include "relay/app/cli/calls.h"

/// Calls as somebody who is signed in, and how somebody says who he is.
namespace relay::app::cli {

/// Makes the call and shows that token with it; an empty one is none.
using Door =
    std::function<policy::Result<Reply, std::string>(const Ask&, const std::string& token)>;

/// Shows what the keys hold. A session that is over is forgotten, and the refusal says how to sign
/// in again. Where the relay wants somebody to be sure of and somebody is there, the password is
/// asked for once and the call made again.
Caller signed_in(Door door, Keys keys, Terminal terminal);

/// What somebody gives besides the password; the code is asked for where it is needed and somebody
/// is there.
struct Proof {
  std::string password{};
  std::string code{};
  std::string recovery{};  ///< Instead of the code.
};
/// A POST of `path` that begins a session: its token is kept, and is not in what this yields.
struct Beginning {
  std::string path{};
  json::Value::Record body{};  ///< Besides the proof.
  Proof proof{};
  bool anybody = false;
};
policy::Result<json::Value, Failed> begin_session(const Tools& tools, const Beginning& wanted);

/// Out of that file, or as it is typed.
policy::Result<std::string, std::string> password_of(const Tools& tools, const std::string& file,
                                                     const std::string& prompt);
/// The same of one that is to be: whoever types it types it twice. `option` names the file's.
struct NewPassword {
  std::string option{"--password-file"};
  std::string file{};
  std::string prompt{};
};
policy::Result<std::string, std::string> new_password_of(const Tools& tools,
                                                         const NewPassword& wanted);

}  // namespace relay::app::cli
