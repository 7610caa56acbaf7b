#include "relay/io/host_name.h"

#include <catch2/catch.hpp>

TEST_CASE("a machine's name has no line end and no zero", "[io]") {
  const std::string name = relay::io::host_name();
  CHECK(name.find_first_of(std::string{"\n\0", 2}) == std::string::npos);
  CHECK(name.size() < 256);
}
