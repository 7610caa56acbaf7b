#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace relay::crypto {

/// The bytes of a text in base64 (RFC 4648, 4): whole groups, the last one padded, no bits unused.
/// Nothing for anything else, and for an empty text.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace relay::crypto
