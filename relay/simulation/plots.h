#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "policy/simulate/outcome.h"
#include "relay/simulation/bands.h"
#include "relay/simulation/markup.h"
#include "relay/simulation/time_axis.h"

/// Shapes of pictures, as SVG that stretches to the width that it is given: strokes and text do
/// not stretch with it, for text stands beside the SVG in HTML.
namespace relay::simulation {

/// "12.3%": a place from 0 to 1 as a length.
std::string percent(double place);

/// Who had what when: the layers upon each other, all devices being the whole height.
Element stacked(const std::vector<Band>& bands, const std::vector<double>& places);

/// Devices in the course of time; `most` is the whole height.
Element course(const std::vector<std::uint64_t>& devices, std::uint64_t most,
               const std::vector<double>& places);

/// For each good release a dot where it was on 95 % of the devices, and a line from a half to all;
/// one that was not stands at the upper edge, hollow. `most` is the whole height.
Element delays(const policy::simulate::Outcome& outcome, const TimeAxis& axis, policy::Span most);

/// Dots; `crossing` is drawn as two lines through the whole plot.
struct Spot {
  double x = 0;  ///< 0 to 1, from the left.
  double y = 0;  ///< 0 to 1, from below.
};
Element scattered(const std::vector<Spot>& dots, const Spot& crossing);

/// The patterns that the shapes are filled with; once in each page.
Element patterns();
/// A small square of such a fill.
Element swatch(const std::string& classes);
/// The classes of a layer: "band good tint-3".
std::string classes_of(const Band& band);

}  // namespace relay::simulation
