#pragma once

#include <string>
#include <string_view>

#include "policy/digest.h"

/// Codes on paper, each good once, for whoever has lost the app.
namespace relay::people {

inline constexpr unsigned kRecoveryCodes = 10;

/// "k3f9a-xq27m": fifty random bits, without letters that look like others.
std::string new_recovery_code();

/// What is kept of one: it takes the relay's key to try codes against it. Capitals, spaces and the
/// hyphen do not count.
policy::Digest kept_of(std::string_view key, std::string_view name, std::string_view code);

}  // namespace relay::people
