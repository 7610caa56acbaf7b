#pragma once

#include <compare>

namespace policy {

/// Where a rule stands in the text of its revision, so that a "no" can point at it. 0 where nobody
/// wrote it down.
struct Mark {
  unsigned line = 0;
  friend auto operator<=>(Mark, Mark) = default;
};

}  // namespace policy
