#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace relay::http {

/// Percent-escapes decoded, once. Nothing when one is not '%' and two hexadecimal digits.
std::optional<std::string> unescape(std::string_view text);

}  // namespace relay::http
