#include "relay/catalog/checks.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/catalog.h"

using namespace relay;
using catalog::CheckRow;
using tests::Catalog;
using tests::day;
using tests::feed;

TEST_CASE("a feed that was never asked has no check", "[catalog]") {
  Catalog catalog;
  CHECK_FALSE(catalog.ask(catalog::check, feed()));
}

TEST_CASE("the last check of a feed takes the place of the one before", "[catalog]") {
  Catalog catalog;
  catalog.tell(catalog::note_check, CheckRow{.feed = feed(),
                                             .at = day(1),
                                             .succeeded = true,
                                             .outcome = "accepted daily 27500",
                                             .alarms = {"main: too short", "bytecode: unsigned"},
                                             .succeeded_at = day(1),
                                             .next_attempt = day(2)});
  auto found = catalog.ask(catalog::check, feed());
  REQUIRE(found);
  CHECK(found->feed == feed());
  CHECK(found->at == day(1));
  CHECK(found->succeeded);
  CHECK(found->outcome == "accepted daily 27500");
  CHECK(found->alarms == std::vector<std::string>{"main: too short", "bytecode: unsigned"});
  CHECK(found->succeeded_at == day(1));
  CHECK(found->next_attempt == day(2));
  CHECK(found->failures == 0);

  catalog.tell(catalog::note_check, CheckRow{.feed = feed(),
                                             .at = day(2),
                                             .outcome = "connection refused",
                                             .alarms = {"main: too short"},
                                             .failures = 3});
  found = catalog.ask(catalog::check, feed());
  CHECK_FALSE(found->succeeded);
  CHECK(found->outcome == "connection refused");
  CHECK(found->alarms == std::vector<std::string>{"main: too short"});
  CHECK(found->succeeded_at == day(1));
  CHECK_FALSE(found->next_attempt);
  CHECK(found->failures == 3);
  CHECK_FALSE(catalog.ask(catalog::check, feed("acme")));
  CHECK(catalog.deeds() == 0);
}
