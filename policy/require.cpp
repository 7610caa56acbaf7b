#include "policy/require.h"

#include <cstdio>
#include <cstdlib>

namespace policy {

void require(bool holds, const char* belief) {
  if (holds) return;
  std::fprintf(stderr, "sluice: this must hold and does not: %s\n", belief);
  std::abort();
}

}  // namespace policy
