#include "relay/feed/amount.h"

#include <limits>

#include <catch2/catch.hpp>

using relay::feed::show_bytes;

TEST_CASE("an amount of bytes is shown in the largest unit that it fills", "[feed][amount]") {
  struct Case {
    std::uint64_t bytes;
    const char* shown;
  };
  const auto one =
      GENERATE(values<Case>({{0, "0 bytes"},
                             {1, "1 byte"},
                             {1023, "1023 bytes"},
                             {1024, "1 KiB"},
                             {1126, "1 KiB"},
                             {1127, "1.1 KiB"},
                             {1'048'575, "1023.9 KiB"},
                             {1'048'576, "1 MiB"},
                             {6'442'450'944, "6 GiB"},
                             {6'979'321'856, "6.5 GiB"},
                             {std::uint64_t{1} << 40, "1 TiB"},
                             {std::numeric_limits<std::uint64_t>::max(), "15.9 EiB"}}));
  CHECK(show_bytes(one.bytes) == one.shown);
}
