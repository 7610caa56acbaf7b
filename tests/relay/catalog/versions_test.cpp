#include "relay/catalog/versions.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/catalog.h"

using namespace relay;

TEST_CASE("a release is called by its number", "[catalog]") {
  tests::Catalog catalog;
  catalog.accept("daily 27500, main 62", 'a');
  const auto called = [&](const std::string& of, std::uint64_t number) {
    return catalog.ask(catalog::version_of, of, policy::Sequence{number});
  };
  CHECK(called("clamav", 1) == "daily 27500, main 62");
  CHECK(called("clamav", 2) == std::nullopt);
  CHECK(called("another", 1) == std::nullopt);
}
