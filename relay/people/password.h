#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "relay/crypto/scrypt.h"

/// Passwords and how they are kept: "$scrypt$ln=17,r=8,p=1$salt$hash", so that a later relay can
/// ask for more. A password is bytes, taken as they come.
namespace relay::people {

inline constexpr std::size_t kShortestPassword = 8;
inline constexpr std::size_t kAdvisedPassword = 15;
inline constexpr std::size_t kLongestPassword = 256;

/// Why it is no password for somebody new of that name; nothing when it is one. Length counts,
/// and what everybody tries first; no letters are asked for.
std::optional<std::string> against_password(std::string_view password, std::string_view name);

std::string hashed(std::string_view password, const crypto::ScryptCost& cost);
/// False for a text that is no hash, too.
bool fits(std::string_view password, std::string_view phc);
/// Whether it was made at another cost.
bool outdated(std::string_view phc, const crypto::ScryptCost& cost);

}  // namespace relay::people
