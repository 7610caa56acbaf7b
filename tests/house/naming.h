#pragma once

#include <string>
#include <string_view>

#include "tests/house/breach.h"

namespace tests::house {

/// No file or type is named by a word that says nothing: manager, helper, util … If no better word
/// comes, the thing is not yet understood. A pimpl's `Impl` is the one exception.
Breaches check_names(const std::string& path, std::string_view text);

}  // namespace tests::house
