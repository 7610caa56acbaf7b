#include "relay/catalog/judgements.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/catalog.h"

using namespace relay;
using tests::Catalog;
using tests::day;
using tests::digest;
using tests::feed;
using tests::group;

TEST_CASE("every verdict of a check is kept in order", "[catalog]") {
  Catalog catalog;
  const auto release = catalog.accept("daily 1", '1');
  catalog::NewVerdict verdict{
      .feed = feed(), .release = release, .tree = digest('1'), .check = "bench", .yes = false};
  const catalog::Deed deed{.at = day(1), .actor = "ci", .reason = "2 of 40 fail"};
  catalog.tell(catalog::judge, verdict, deed);
  CHECK(catalog.last_deed() == "ci: check said no: clamav daily 1: bench; 2 of 40 fail");
  verdict.yes = true;
  catalog.tell(catalog::judge, verdict, deed);

  const auto rows = catalog.ask(catalog::check_verdicts, feed());
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].tree == digest('1'));
  CHECK(rows[0].check == "bench");
  CHECK_FALSE(rows[0].yes);
  CHECK(rows[0].said.by == "ci");
  CHECK(rows[1].yes);
}

TEST_CASE("what people say of a risk is kept in order", "[catalog]") {
  Catalog catalog;
  const auto release = catalog.accept("daily 1", '1');
  const catalog::Deed deed{.at = day(1), .actor = "Aino", .reason = "a new driver"};
  catalog.tell(catalog::say_risk, catalog::NewRisk{.feed = feed(), .release = release}, deed);
  CHECK(catalog.last_deed() == "Aino: risk raised: clamav daily 1: a new driver");
  catalog.tell(
      catalog::say_risk,
      catalog::NewRisk{.feed = feed(), .release = release, .group = group("office"), .high = false},
      deed);
  CHECK(catalog.last_deed() == "Aino: risk lowered: clamav daily 1 → office: a new driver");

  const auto rows = catalog.ask(catalog::risks, feed());
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].high);
  CHECK_FALSE(rows[0].group);
  CHECK(rows[1].group == group("office"));
  CHECK(rows[1].said.why == "a new driver");
}
