#include "relay/catalog/grants.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/with_people.h"

using namespace relay;
using tests::failure_of;
using tests::feed;
using tests::group;
using tests::role;
using tests::WithPeople;

TEST_CASE("a role is given once for each reach and taken by its number", "[catalog][people]") {
  WithPeople catalog;
  const catalog::Reach office{feed(), group("office")};
  CHECK(catalog.give("ann", "operator") == 1);
  CHECK(catalog.last_deed() == "machine: role given: operator → ann, everywhere: why");
  CHECK_FALSE(catalog.give("ann", "operator"));
  CHECK(catalog.give("ann", "release-manager", office) == 2);
  CHECK(catalog.last_deed() ==
        "machine: role given: release-manager → ann, for clamav in office: why");
  CHECK_FALSE(catalog.give("ann", "release-manager", office));
  CHECK(catalog.give("ann", "release-manager", {.feed = feed()}) == 3);
  const auto changes = catalog.ask(catalog::times_changed, std::string{"ann"});
  CHECK_FALSE(catalog.tell(catalog::take_role, std::string{"bob"}, 2, catalog.by("ann")));
  CHECK(catalog.tell(catalog::take_role, std::string{"ann"}, 2, catalog.by("ann")));
  CHECK(catalog.last_deed() == "ann: role taken: release-manager → ann, for clamav in office: why");
  CHECK_FALSE(catalog.tell(catalog::take_role, std::string{"ann"}, 2, catalog.by("ann")));
  CHECK(catalog.ask(catalog::times_changed, std::string{"ann"}) == changes + 1);
  CHECK(catalog.give("ann", "release-manager", office) == 4);
  const auto all = catalog.ask(catalog::grants, std::string{});
  REQUIRE(all.size() == 3);
  CHECK(all[1].number == 3);
  CHECK(all[1].reach == catalog::Reach{.feed = feed()});
  CHECK(all[2].role == role("release-manager"));
  CHECK(catalog.ask(catalog::grants, std::string{"bob"}).empty());
}

TEST_CASE("from the second administrator on nobody gives a role alone", "[catalog][people]") {
  WithPeople catalog;
  catalog.make("bob");
  CHECK(catalog.give("ann", "administrator", {}, "ann"));
  CHECK(catalog.give("ann", "auditor", {}, "ann"));
  CHECK(catalog.give("bob", "administrator", {}, "ann"));
  const auto own = [&] { catalog.give("ann", "operator", {}, "ann"); };
  CHECK_THAT(failure_of(own), Catch::Contains("two administrators give a role"));
  // Who disables the other one is not alone for that.
  catalog.tell(catalog::disable_account, std::string{"bob"}, catalog.by("ann"));
  CHECK_THAT(failure_of(own), Catch::Contains("two administrators give a role"));
  CHECK(catalog.give("ann", "operator", {}, "machine"));
}
