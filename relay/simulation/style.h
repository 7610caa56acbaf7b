#pragma once

#include <string_view>

namespace relay::simulation {

/// The style of the pages: light and dark by preference, one column on narrow screens, and paper.
std::string_view style_sheet();

}  // namespace relay::simulation
