#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/house/breach.h"

namespace tests::house {

/// A line of relay/layers.txt.
struct Room {
  std::string name{};
  std::set<std::string> rooms{};    ///< That it may include, itself left out.
  std::set<std::string> foreign{};  ///< Libraries whose headers its sources may include.
};

/// The allowed-include table, in its own order.
using Layers = std::vector<Room>;
Layers parse_layers(std::string_view text);

/// The room that a path is in: the longest name that it begins with. Nothing outside all rooms.
const Room* room_of(const Layers& layers, std::string_view path);

/// Rooms that include what stands below them in the table, or what is not in it.
Breaches check_order(const Layers& layers);

/// Includes of one source: rooms as the table says, full paths, foreign headers only in .cpp files
/// of rooms that may (a header may where `readme`, its room's, names it), the operating system's
/// only in sources for one system.
Breaches check_includes(const Layers& layers, const std::string& path, std::string_view text,
                        std::string_view readme);

}  // namespace tests::house
