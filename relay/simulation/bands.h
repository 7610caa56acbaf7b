#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "policy/simulate/outcome.h"

namespace relay::simulation {

/// One layer of the picture of who had what when: so many devices at each moment.
struct Band {
  enum class Kind {
    Silent,  ///< Harmed, and not heard of since.
    Bad,     ///< On a bad release.
    Good,    ///< On a good one.
    Before,  ///< On what all had before.
    Nothing,
  };
  Kind kind = Kind::Good;
  std::string name{};      ///< "release 3", or "release 3 to release 6".
  std::size_t number = 0;  ///< Of good releases: the how manyth.
  std::vector<std::uint64_t> devices{};
};

/// The layers of one group of the fleet, lowest first: the silent, bad releases, good ones from the
/// newest to the oldest, what was before, nothing. A layer that nobody was ever in is left out.
/// Of more than kMostBands releases neighbours share a layer.
std::vector<Band> bands(const policy::simulate::Outcome& outcome, std::size_t group);
constexpr std::size_t kMostBands = 40;

/// All devices of the layers, at each moment.
std::vector<double> totals(const std::vector<Band>& bands);

/// Devices on a bad release or silent after one, in the whole fleet, at each moment.
std::vector<std::uint64_t> struck(const policy::simulate::Outcome& outcome);

}  // namespace relay::simulation
