#include "relay/catalog/trusted_time.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/catalog.h"

using namespace relay;
using namespace std::chrono_literals;
using tests::Catalog;
using tests::day;

TEST_CASE("the highest trusted time only goes up", "[catalog]") {
  Catalog catalog;
  CHECK_FALSE(catalog.ask(catalog::highest_time));
  catalog.tell(catalog::raise_highest_time, day(2));
  CHECK(catalog.ask(catalog::highest_time) == day(2));
  catalog.tell(catalog::raise_highest_time, day(2) - 1s);
  CHECK(catalog.ask(catalog::highest_time) == day(2));
  catalog.tell(catalog::raise_highest_time, day(2) + 1s);
  CHECK(catalog.ask(catalog::highest_time) == day(2) + 1s);
}

TEST_CASE("a person's word alone lowers the highest trusted time", "[catalog]") {
  Catalog catalog;
  catalog.tell(catalog::raise_highest_time, day(900));
  catalog.tell(catalog::confirm_clock,
               catalog::Deed{.at = day(3), .actor = "Aino", .reason = "the battery was empty"});
  CHECK(catalog.ask(catalog::highest_time) == day(3));
  CHECK(catalog.last_deed() ==
        "Aino: clock confirmed: 2026-01-04 00:00 UTC: the battery was empty");
  CHECK_THAT(tests::failure_of([&] {
               catalog.tell([](db::Transaction& tx) {
                 tx.run("UPDATE trusted_time SET highest = $1", policy::unix_seconds(day(2)));
               });
             }),
             Catch::Contains("only goes up"));
  catalog.tell(catalog::raise_highest_time, day(4));
  CHECK(catalog.ask(catalog::highest_time) == day(4));
}
