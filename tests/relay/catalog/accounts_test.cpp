#include "relay/catalog/accounts.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/with_people.h"

using namespace relay;
using tests::day;
using tests::failure_of;
using tests::WithPeople;

TEST_CASE("an account is disabled until somebody else enables it", "[catalog][people]") {
  WithPeople catalog;
  catalog.make("bob");
  CHECK(catalog.last_deed() == "ann: account made: bob: why");
  CHECK(catalog.tell(catalog::disable_account, std::string{"bob"}, catalog.by("ann")));
  CHECK(catalog.last_deed() == "ann: account disabled: bob: why");
  const auto deeds = catalog.deeds();
  CHECK_FALSE(catalog.tell(catalog::disable_account, std::string{"bob"}, catalog.by("ann")));
  CHECK(catalog.deeds() == deeds);
  const auto bob = catalog.ask(catalog::account, std::string{"bob"});
  REQUIRE(bob);
  CHECK(bob->by == "ann");
  CHECK(bob->disabled == policy::Said{.by = "ann", .why = "why", .at = day(1)});
  CHECK_THAT(failure_of([&] {
               catalog.tell(catalog::enable_account, std::string{"bob"}, catalog.by("bob"));
             }),
             Catch::Contains("CHECK constraint failed"));
  CHECK(catalog.tell(catalog::enable_account, std::string{"bob"}, catalog.by("ann")));
  CHECK(catalog.last_deed() == "ann: account enabled: bob: why");
  CHECK_FALSE(catalog.tell(catalog::enable_account, std::string{"bob"}, catalog.by("ann")));
  const auto all = catalog.ask(catalog::accounts);
  REQUIRE(all.size() == 2);
  CHECK(all[0].name == "ann");
  CHECK(all[0].by == "machine");
  CHECK_FALSE(all[1].disabled);
  CHECK_FALSE(catalog.ask(catalog::account, std::string{"cai"}));
}
