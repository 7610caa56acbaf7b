#pragma once

#include <string>
#include <string_view>

#include "policy/result.h"
#include "relay/http/refusal.h"

namespace relay::http {

/// What a request target names.
struct Target {
  std::string path{};   ///< Decoded exactly once; begins with '/', without "." and ".." segments.
  std::string query{};  ///< As received, without '?'.
};

/// Takes a target in origin-form apart. apt asks for "%253a" where a name contains "%3a", and for
/// "/./InRelease" of a flat repository: escapes are decoded once and "." segments folded, nothing
/// else is mended. Refused: "..", a broken escape, control characters, NUL, '\', '#', and '/'
/// behind an escape (a segment that is one for us may be two for somebody else). Other bytes that
/// no path of ours has (overlong UTF-8, "::$DATA") pass, and are not found.
policy::Result<Target, Refusal> read_target(std::string_view origin_form);

}  // namespace relay::http
