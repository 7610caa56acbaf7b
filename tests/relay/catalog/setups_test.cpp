#include "relay/catalog/setups.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/with_people.h"

using namespace relay;
using namespace std::chrono_literals;
using tests::day;
using tests::digest;
using tests::failure_of;

TEST_CASE("set-up is open for its hour and used once and the newest counts", "[catalog][people]") {
  tests::Catalog catalog;
  const catalog::Deed machine{.at = day(1), .actor = "machine"};
  const auto allow = [&](char token) {
    catalog.tell(catalog::allow_setup, catalog::SetupRow{digest(token), day(1) + 1h}, machine);
  };
  const auto use = [&](char token, policy::Instant at) {
    return catalog.tell(catalog::use_setup, digest(token),
                        catalog::Deed{.at = at, .actor = "machine"});
  };
  CHECK_FALSE(catalog.ask(catalog::open_setup, day(1)));
  CHECK_FALSE(use('1', day(1)));
  allow('1');
  allow('2');
  CHECK(catalog.ask(catalog::open_setup, day(1))->digest == digest('2'));
  CHECK_FALSE(use('1', day(1)));
  CHECK_FALSE(use('2', day(1) + 1h));
  catalog.tell(catalog::void_setup, machine);
  CHECK_FALSE(catalog.ask(catalog::open_setup, day(1)));
  const auto deeds = catalog.deeds();
  catalog.tell(catalog::void_setup, machine);
  CHECK(catalog.deeds() == deeds);
  allow('3');
  const auto first = [&] { catalog.tell(catalog::make_account, std::string{"ann"}, machine); };
  CHECK_THAT(failure_of(first), Catch::Contains("the first account comes by set-up"));
  CHECK(use('3', day(1) + 1h - 1s));
  CHECK_FALSE(use('3', day(1)));
  CHECK(failure_of(first).empty());
  CHECK_THAT(failure_of([&] { allow('4'); }), Catch::Contains("there is an account already"));
}
