#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace relay::crypto {

/// The bytes of a text in base64 (RFC 4648, 4): whole groups, the last one padded, no bits unused.
/// Nothing for anything else, and for an empty text.
std::optional<std::string> from_base64(std::string_view text);
/// The text that from_base64() reads.
std::string to_base64(std::string_view bytes);
/// With the letters of RFC 4648, 5, and without padding: it can stand anywhere.
std::string base64url(std::string_view bytes);
/// RFC 4648, 6, without padding: what people can type.
std::string base32(std::string_view bytes);

}  // namespace relay::crypto
