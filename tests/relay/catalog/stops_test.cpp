#include "relay/catalog/stops.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/catalog.h"

using namespace relay;
using tests::Catalog;
using tests::day;

TEST_CASE("a stop of everything is in force once and is lifted once", "[catalog]") {
  Catalog catalog;
  const catalog::Deed deed{.at = day(1), .actor = "Aino", .reason = "something is wrong"};
  CHECK_FALSE(catalog.ask(catalog::stopped));
  CHECK_FALSE(catalog.tell(catalog::lift_stop, deed));
  CHECK(catalog.tell(catalog::stop, deed));
  CHECK(catalog.last_deed() == "Aino: stop: everything: something is wrong");
  CHECK_FALSE(catalog.tell(catalog::stop, deed));
  CHECK(catalog.deeds() == 1);

  const auto said = catalog.ask(catalog::stopped);
  REQUIRE(said);
  CHECK(said->by == "Aino");
  CHECK(said->why == "something is wrong");
  CHECK(said->at == day(1));

  CHECK(catalog.tell(catalog::lift_stop,
                     catalog::Deed{.at = day(2), .actor = "Väinö", .reason = "it was not"}));
  CHECK(catalog.last_deed() == "Väinö: stop lifted: everything: it was not");
  CHECK_FALSE(catalog.ask(catalog::stopped));
  CHECK(catalog.tell(catalog::stop, deed));
}
