#include "relay/io/memory.h"

#include <catch2/catch.hpp>
#include <vector>

TEST_CASE("a process tells what it has in memory", "[io][memory]") {
  constexpr std::size_t kMore = 64U << 20U;
  const auto before = relay::io::memory_in_use();
  REQUIRE(before.has_value());
  const std::vector<char> touched(kMore, 'x');
  const auto after = relay::io::memory_in_use();
  REQUIRE(after.has_value());
  CHECK(*before > 0);
  CHECK(*after >= *before + kMore / 2);
  CHECK(touched.back() == 'x');
}
