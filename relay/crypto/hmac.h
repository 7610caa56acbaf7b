#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "policy/digest.h"

/// HMAC (RFC 2104): what only who has the key can have said of a text. Compare with same_secret()
/// where somebody may try again and again.
namespace relay::crypto {

policy::Digest hmac_sha256(std::string_view key, std::string_view text);

/// For the codes of RFC 6238, whose apps know nothing else; no signature rests on it.
std::array<std::byte, 20> hmac_sha1(std::string_view key, std::string_view text);

}  // namespace relay::crypto
