#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "policy/time.h"

/// Codes of six digits that an app makes of a seed and the time (RFC 6238 with SHA-1, which is all
/// that apps know), a new one every thirty seconds.
namespace relay::people {

inline constexpr policy::Span kTotpStep{30};
inline constexpr std::size_t kTotpSeed = 20;  ///< Bytes.

/// "287082"
std::string totp_code(std::string_view seed, std::uint64_t step);

/// The step whose code it is: this one, the one before or the one after, since clocks differ.
std::optional<std::uint64_t> step_of(std::string_view seed, std::string_view code,
                                     policy::Instant now);

/// "otpauth://totp/…", which apps read from a picture.
std::string totp_uri(std::string_view name, std::string_view seed);

}  // namespace relay::people
