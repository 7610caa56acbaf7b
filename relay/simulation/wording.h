#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "policy/simulate/outcome.h"

/// How numbers are said, the same in table and page.
namespace relay::simulation {

std::string show_count(std::uint64_t count);  ///< "8,500,000"
std::string show_share(double share);         ///< "97%", "0.12%", "below 0.01%"
std::string show_share(std::uint64_t part, std::uint64_t whole);
std::string show_places(double value);  ///< At most one: "2.5", "12"

/// "8h 5m" in whole minutes, or that it was not before the end.
std::string show_delay(std::optional<policy::Span> delay);

/// The same of an outcome; "no good release" where there was none.
std::string median_delay(const policy::simulate::Outcome& outcome);
std::string worst_delay(const policy::simulate::Outcome& outcome);

/// "devices fall silent", "devices fail", "a false positive": what a bad release does.
std::string done_by(policy::simulate::Damage damage);

}  // namespace relay::simulation
