#pragma once

#include <string>
#include <string_view>

#include "tests/house/breach.h"

namespace tests::house {

/// Where everything is caught: std::exception, or all there is.
Breaches catch_alls(const std::string& path, std::string_view text);

/// Of all that are in the tree, those that are none of the four boundaries: a request, a worker's
/// round, a command, a destructor that rolls back. Each boundary has one.
Breaches check_boundaries(const Breaches& all);

}  // namespace tests::house
