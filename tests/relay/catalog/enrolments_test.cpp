#include "relay/catalog/enrolments.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/catalog.h"

using namespace relay;
using namespace std::chrono_literals;
using catalog::DeviceId;
using tests::Catalog;
using tests::day;
using tests::digest;
using tests::group;

namespace {

const catalog::Deed kAllowing{.at = day(1), .actor = "Aino", .reason = "new laptops"};

catalog::NewEnrolment office(char token, policy::Span lasts = 24h) {
  return {.token = digest(token),
          .group = group("office"),
          .name = "lap-7",
          .attributes = {{"model", "t14"}, {"site", "Åbo"}},
          .until = day(1) + lasts};
}

}  // namespace

TEST_CASE("an enrolment is kept with all that was said of the device", "[catalog]") {
  Catalog catalog;
  CHECK(catalog.ask(catalog::enrolments, day(0)).empty());
  CHECK(catalog.tell(catalog::allow_enrolment, office('a'), kAllowing) == 1);
  CHECK(catalog.last_deed() == "Aino: enrolment allowed: enrolment 1 → office: new laptops");

  const auto rows = catalog.ask(catalog::enrolments, day(0));
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].number == 1);
  CHECK(rows[0].token == digest('a'));
  CHECK(rows[0].group == group("office"));
  CHECK(rows[0].name == "lap-7");
  CHECK(rows[0].attributes == catalog::Attributes{{"model", "t14"}, {"site", "Åbo"}});
  CHECK(rows[0].until == day(2));
  CHECK(rows[0].person == "Aino");
  CHECK(rows[0].at == day(1));
  CHECK_FALSE(rows[0].device);
}

TEST_CASE("enrolments are told by their end and say which device used them", "[catalog]") {
  Catalog catalog;
  catalog.tell(catalog::allow_enrolment, office('a', 1h), kAllowing);
  CHECK(catalog.tell(catalog::allow_enrolment, office('b', 2h), kAllowing) == 2);
  const auto id = *DeviceId::parse("d-0123456789abcdef");
  catalog.tell(catalog::enrol,
               catalog::NewDevice{.id = id, .enrolment = 2, .credential = {.digest = digest('1')}},
               catalog::Deed{.at = day(1) + 1h});
  const auto all = catalog.ask(catalog::enrolments, day(1) + 1h - 1s);
  REQUIRE(all.size() == 2);
  CHECK(all[0].number == 1);
  CHECK_FALSE(all[0].device);
  CHECK(all[1].device == id);
  CHECK(catalog.ask(catalog::enrolments, day(1) + 1h).size() == 1);
  CHECK(catalog.ask(catalog::enrolments, day(1) + 2h).empty());
}

TEST_CASE("an enrolment that is voided is over for good", "[catalog][schema]") {
  Catalog catalog;
  for (const char token : {'a', 'b'}) {
    catalog.tell(catalog::allow_enrolment, office(token), kAllowing);
  }
  const catalog::Deed lost{.at = day(1) + 1h, .actor = "Bo", .reason = "lost"};
  catalog.tell(catalog::void_enrolment, std::int64_t{1}, lost);
  CHECK(catalog.last_deed() == "Bo: enrolment voided: enrolment 1 → office: lost");
  const auto rows = catalog.ask(catalog::enrolments, day(0));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].voided);
  CHECK(rows[0].person == "Aino");
  CHECK_FALSE(rows[1].voided);

  const auto enrol = [&](std::int64_t enrolment) {
    catalog.tell(catalog::enrol,
                 catalog::NewDevice{.id = *DeviceId::parse("d-0123456789abcdef"),
                                    .enrolment = enrolment,
                                    .credential = {.digest = digest('1')}},
                 catalog::Deed{.at = day(1) + 2h});
  };
  const auto voided = [&](std::int64_t number) {
    return tests::failure_of([&] { catalog.tell(catalog::void_enrolment, number, lost); });
  };
  CHECK_THAT(tests::failure_of([&] { enrol(1); }), Catch::Contains("that was voided is over"));
  enrol(2);
  CHECK_THAT(voided(2), Catch::Contains("that was used cannot be voided"));
  CHECK_THAT(voided(1), Catch::Contains("UNIQUE"));
}

TEST_CASE("an enrolment lasts a day at most and a token is allowed once", "[catalog][schema]") {
  Catalog catalog;
  const auto says = [&](const catalog::NewEnrolment& allowed) {
    return tests::failure_of([&] { catalog.tell(catalog::allow_enrolment, allowed, kAllowing); });
  };
  CHECK_THAT(says(office('a', 24h + 1s)), Catch::Contains("CHECK constraint failed"));
  CHECK_THAT(says(office('a', 0s)), Catch::Contains("CHECK constraint failed"));
  CHECK(says(office('a', 1s)).empty());
  CHECK_THAT(says(office('a')), Catch::Contains("UNIQUE constraint failed"));
  CHECK(catalog.deeds() == 1);
}

TEST_CASE("that a used token was shown again is told", "[catalog]") {
  Catalog catalog;
  catalog.tell(catalog::allow_enrolment, office('a'), kAllowing);
  catalog.tell(catalog::note_refused_enrolment, std::int64_t{1},
               catalog::Deed{.at = day(1), .reason = "from 10.1.9.3: used already"});
  CHECK(catalog.last_deed() ==
        "relay: enrolment refused: enrolment 1: from 10.1.9.3: used already");
}
