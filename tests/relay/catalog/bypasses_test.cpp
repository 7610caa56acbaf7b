#include "relay/catalog/bypasses.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/catalog.h"

using namespace relay;
using policy::Skippable;
using tests::Catalog;
using tests::day;
using tests::feed;
using tests::group;

namespace {

catalog::Deed deed(const char* person, int on = 1) {
  return {.at = day(on), .actor = person, .reason = "why"};
}

class ABypass : public Catalog {
 public:
  ABypass() {
    asked.release = accept("daily 1", '1');
    asked.skips = policy::Skips{}.with(Skippable::Soak).with(Skippable::Window);
    asked.until = day(2);
  }
  std::int64_t ask_for() { return tell(catalog::ask_bypass, feed(), asked, deed("Aino")); }
  policy::Bypass only() {
    const auto all = ask(catalog::bypasses, feed());
    REQUIRE(all.size() == 1);
    return all[0];
  }
  policy::Bypass asked{};
};

}  // namespace

TEST_CASE("a bypass is kept with who asked and who granted it", "[catalog]") {
  ABypass catalog;
  catalog.asked.groups = {group("office"), group("plants")};
  const auto number = catalog.ask_for();
  CHECK(catalog.last_deed() ==
        "Aino: bypass asked for: clamav daily 1, bypass 1: skips soak,window until 2026-01-03 "
        "00:00 UTC for office, plants; why");
  CHECK(catalog.tell(catalog::grant_bypass, number, std::string{"boss"}, deed("Bo", 1)));
  CHECK(catalog.last_deed() == "Bo: bypass granted: clamav daily 1, bypass 1: as boss; why");
  CHECK_FALSE(catalog.tell(catalog::grant_bypass, number, std::string{"owner"}, deed("Bo", 1)));
  CHECK_FALSE(catalog.only().granted);
  catalog.tell(catalog::put_in_force, number, deed("Bo", 1));

  const auto bypass = catalog.only();
  CHECK(bypass.number == 1);
  CHECK(bypass.release == policy::Sequence{1});
  CHECK(bypass.groups == std::vector{group("office"), group("plants")});
  CHECK(bypass.skips == catalog.asked.skips);
  CHECK(bypass.until == day(2));
  CHECK(bypass.said.by == "Aino");
  REQUIRE(bypass.grants.size() == 1);
  CHECK(bypass.grants[0].person == "Bo");
  CHECK(bypass.grants[0].role == "boss");
  CHECK(bypass.granted == day(1));
  CHECK_FALSE(bypass.break_glass);
  CHECK_FALSE(bypass.reviewed);
  CHECK_FALSE(bypass.only);
  CHECK(catalog.ask(catalog::bypasses, feed("acme")).empty());
}

TEST_CASE("a bypass is reviewed once", "[catalog]") {
  ABypass catalog;
  catalog.asked.break_glass = true;
  const auto number = catalog.ask_for();
  CHECK_THAT(catalog.last_deed(), Catch::StartsWith("Aino: break-glass: clamav daily 1, bypass 1"));
  CHECK(catalog.only().break_glass);
  CHECK(catalog.tell(catalog::review_bypass, number, deed("Bo", 3)));
  CHECK(catalog.last_deed() == "Bo: bypass reviewed: clamav daily 1, bypass 1: why");
  CHECK_FALSE(catalog.tell(catalog::review_bypass, number, deed("Bo", 4)));
  CHECK(catalog.only().reviewed == day(3));
}

TEST_CASE("the devices of a fix-forward come back in the order of their places", "[catalog]") {
  ABypass catalog;
  const std::vector<policy::Place> places{{7}, {1}, {~std::uint64_t{0}}};
  catalog.asked.only = std::make_shared<const std::vector<policy::Place>>(places);
  catalog.ask_for();
  CHECK_THAT(catalog.last_deed(), Catch::Contains("for all groups, 3 devices"));
  const auto only = catalog.only().only;
  REQUIRE(only);
  REQUIRE(only->size() == 3);
  CHECK((*only)[0].value == 1);
  CHECK((*only)[1].value == 7);
  CHECK((*only)[2].value == ~std::uint64_t{0});
}
