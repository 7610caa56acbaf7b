#pragma once

#include <optional>
#include <string>

#include "relay/http/message.h"

namespace relay::serve {

/// The token that a request shows in `Authorization`: after "Bearer", or as the password of
/// "Basic", for apt and dnf (RFC 6750, 2.1; RFC 7617). Empty when something is shown that cannot be
/// a token: another scheme, two such fields, what is broken or too long. Nothing when nothing is
/// shown.
std::optional<std::string> shown_token(const http::Request& request);

}  // namespace relay::serve
