#pragma once

#include <string>

namespace relay::feed::clamav {

/// Something of the vendor's that is not as its format says, or not signed as it must be.
struct Malformed {
  std::string what{};  ///< What was wrong, which one, what would be right.
};

}  // namespace relay::feed::clamav
