#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "policy/time.h"

/// Randomness that nobody can guess: OpenSSL's generator for secrets, seeded by the operating
/// system and again after a fork. Safe to use from several threads.
namespace relay::crypto {

void random_bytes(std::span<std::byte> room);

/// So many random bytes.
std::string random_secret(std::size_t size);

/// A new secret of 256 bits: the prefix and 43 characters of base64url (RFC 4648, 5). The prefix
/// lets people and scanners recognise one that leaked.
std::string random_token(std::string_view prefix = "sluice_");

/// Each number from 0 to limit - 1 equally likely; the limit is not 0.
std::uint64_t random_below(std::uint64_t limit);

/// From nothing to `most`, both included, so that what begins together does not come back together.
policy::Span jitter(policy::Span most);

}  // namespace relay::crypto
