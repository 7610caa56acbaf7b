#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace config {

/// "512 B", "64 KiB", "10 GiB": a whole number and a unit, with or without one space between them.
/// Bytes; nothing for anything else, a missing unit included, or above 1 PiB.
std::optional<std::uint64_t> parse_size(std::string_view text);

/// A size per second, "5 MiB/s"; in bytes per second.
std::optional<std::uint64_t> parse_rate(std::string_view text);

}  // namespace config
