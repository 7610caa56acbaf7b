#pragma once

#include <string>

#include "relay/simulation/comparison.h"
#include "relay/simulation/many.h"

namespace relay::simulation {

/// A page in one file: HTML, its style and its pictures (SVG), without scripts and without anything
/// from elsewhere. Names stay text, whatever they hold.
std::string page(const Comparison& comparison);
std::string page(const Many& many);

}  // namespace relay::simulation
