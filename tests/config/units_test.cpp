#include "config/units.h"

#include <catch2/catch.hpp>

using config::parse_rate;
using config::parse_size;

TEST_CASE("a size always carries its unit", "[config][units]") {
  CHECK(parse_size("0 B") == 0U);
  CHECK(parse_size("512B") == 512U);
  CHECK(parse_size("64 KiB") == 65'536U);
  CHECK(parse_size("5 MiB") == 5'242'880U);
  CHECK(parse_size("10 GiB") == 10'737'418'240U);
  CHECK(parse_size("1024 TiB") == std::uint64_t{1} << 50);
  for (const auto* wrong :
       {"", "10", "10 GB", "10 gib", "GiB", "-1 B", "+1 B", "1.5 GiB", "1  GiB", " 1 GiB", "1 GiB ",
        "1025 TiB", "99999999999999999999 B", "18446744073709551615 TiB"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_size(wrong));
  }
}

TEST_CASE("a rate is a size per second", "[config][units]") {
  CHECK(parse_rate("5 MiB/s") == 5'242'880U);
  CHECK(parse_rate("1KiB/s") == 1'024U);
  for (const auto* wrong : {"", "/s", "5 MiB", "5 MiB/m", "5 MiB /s", "5/s"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_rate(wrong));
  }
}
