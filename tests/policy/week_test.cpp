#include "policy/week.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using policy::Slot;
using policy::Week;
using std::chrono::days;

namespace {

const Week kWhole{{0s, days{7}}};

}  // namespace

TEST_CASE("a calendar without slots is open all week", "[policy][week]") {
  CHECK(policy::week_of({}) == kWhole);
}

TEST_CASE("a slot comes on each of its days", "[policy][week]") {
  const Slot slot{.days = {std::chrono::Sunday, std::chrono::Monday}, .at = 9h, .lasts = 7h};
  CHECK(policy::week_of({slot}) == Week{{9h, 16h}, {days{6} + 9h, days{6} + 16h}});
  CHECK(policy::week_of({{.at = 9h, .lasts = 7h}}).size() == 7);
}

TEST_CASE("a slot over the end of Sunday goes on on Monday", "[policy][week]") {
  CHECK(policy::week_of({{.days = {std::chrono::Sunday}, .at = 22h, .lasts = 4h}}) ==
        Week{{0s, 2h}, {days{6} + 22h, days{7}}});
  CHECK(policy::week_of({{.days = {std::chrono::Sunday}, .at = 22h, .lasts = 2h}}) ==
        Week{{days{6} + 22h, days{7}}});
}

TEST_CASE("slots that touch or overlap are one stretch", "[policy][week]") {
  CHECK(policy::week_of({{.at = 0s, .lasts = 24h}}) == kWhole);
  CHECK(policy::week_of({{.days = {std::chrono::Friday}, .at = 5h, .lasts = 7 * 24h}}) == kWhole);
  CHECK(policy::week_of({{.at = 0s, .lasts = 24h - 1s}}).size() == 7);
}

TEST_CASE("what is cut out of a week leaves its ends", "[policy][week]") {
  CHECK(policy::without(kWhole, {}) == kWhole);
  CHECK(policy::without(kWhole, kWhole).empty());
  CHECK(policy::without(kWhole, {{1h, 2h}, {3h, 4h}}) == Week{{0s, 1h}, {2h, 3h}, {4h, days{7}}});
  CHECK(policy::without({{1h, 2h}}, {{2h, 3h}}) == Week{{1h, 2h}});
  CHECK(policy::without({{1h, 3h}}, {{2h, 5h}}) == Week{{1h, 2h}});
  CHECK(policy::without({{1h, 3h}}, {{0s, 2h}}) == Week{{2h, 3h}});
}

TEST_CASE("a weekend begins before Saturday as far as it is asked to", "[policy][week]") {
  CHECK(policy::weekend(24h) == Week{{days{4}, days{7}}});
  CHECK(policy::weekend(days{5}) == kWhole);
  CHECK(policy::weekend(days{9}) == kWhole);
}

TEST_CASE("a calendar is never open when its slots are all before or in a weekend",
          "[policy][week]") {
  policy::Calendar calendar{.open = {{.days = {std::chrono::Thursday}, .at = 23h, .lasts = 2h}}};
  CHECK_FALSE(policy::never_open(calendar));
  calendar.not_within = {.of = 25h, .before_weekend = true};
  CHECK(policy::never_open(calendar));
  calendar.not_within->of = 25h - 1s;
  CHECK_FALSE(policy::never_open(calendar));
  calendar.not_within = {.of = 25h, .before_closed = true};
  CHECK_FALSE(policy::never_open(calendar));
}
