#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "policy/result.h"
#include "relay/app/cli/command.h"

/// Where the command line keeps who is signed in, from one command to the next: a file (0600) for
/// each relay with the token of a session, and nothing else.
namespace relay::app {

/// What a variable of the environment says; empty when it is not set.
using Environment = std::function<std::string(const char* name)>;
std::string environment(const char* name);

/// $SLUICE_SESSION, or sluice/<16 digits>.session in $XDG_STATE_HOME, ~/.local/state or
/// %LOCALAPPDATA%; the digits are of the SHA-256 of the door's URL. Refused when there is none of
/// these.
policy::Result<std::filesystem::path, std::string> session_file(const std::string& url,
                                                                const Environment& environment);

/// What is shown at that door: the session, or what $SLUICE_TOKEN_FILE holds, a token for programs.
/// Leave to set up the relay lies in its data folder.
cli::Keys keys(const std::string& url, const std::filesystem::path& data,
               const Environment& environment);

}  // namespace relay::app
