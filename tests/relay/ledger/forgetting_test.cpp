#include <catch2/catch.hpp>

#include "tests/relay/ledger/a_book.h"

using namespace std::chrono_literals;
using tests::ABook;
using tests::acme;
using tests::text;

namespace {

constexpr policy::Span kDay = 24h;

}  // namespace

TEST_CASE("devices of the last seven days are seen", "[ledger]") {
  ABook a;
  a.ask("pilot", 1, 1);
  a.pass(kDay);
  a.ask("pilot", 2, 1);
  a.ask("office", 3, 1);
  CHECK(a.heard("pilot").seen == 2);
  a.pass(kDay * 6);
  CHECK(a.heard("pilot").seen == 2);
  a.pass(5min);
  CHECK(a.heard("pilot").seen == 1);
  a.ask("pilot", 1, 1);
  CHECK(a.heard("pilot").seen == 2);
}

TEST_CASE("a device that was not heard for thirty days is forgotten", "[ledger]") {
  ABook a;
  a.take("pilot", 1, 2);
  a.pass(kDay * 30);
  CHECK(a.book.took(acme(), {2}).size() == 1);
  a.pass(1h);
  CHECK(a.book.took(acme(), {2}).empty());
}

TEST_CASE("a device that is revoked is judged neither way", "[ledger]") {
  ABook a;
  for (std::uint64_t device = 1; device <= 3; ++device) a.hourly("pilot", device, 1);
  a.pass(20min);
  for (std::uint64_t device = 1; device <= 3; ++device) a.take("pilot", device, 2);
  CHECK(a.heard().seen == 3);
  a.book.retire({1});
  a.book.retire({2});
  a.book.retire({4});  // Nobody has heard of it.
  CHECK(a.heard().seen == 1);
  CHECK(text(a.tally(2)) == "taken 1, mature 0, survived 0, confirmed 0, silent 0");
  CHECK(a.book.took(acme(), {2}) == std::vector<policy::Place>{{3}});
  a.pass(kDay);
  CHECK(text(a.tally(2)) == "taken 1, mature 1, survived 0, confirmed 0, silent 1");
}

TEST_CASE("what was known of a device before it was revoked stays", "[ledger]") {
  ABook a;
  a.hourly("pilot", 1, 1);
  a.pass(20min);
  a.take("pilot", 1, 2);
  a.pass(kDay);
  a.book.retire({1});
  CHECK(text(a.tally(2)) == "taken 1, mature 1, survived 0, confirmed 0, silent 1");
}

TEST_CASE("a revoked device is not heard until it is restored", "[ledger]") {
  ABook a;
  a.ask("pilot", 1, 2);
  a.book.retire({1});
  a.hear("pilot", 1, 2, ABook::Kind::Took);  // The end of a download.
  CHECK(a.tally(2).taken == 0);
  CHECK(a.heard().seen == 0);
  a.book.expect({1});
  a.take("pilot", 1, 2);
  CHECK(a.tally(2).taken == 1);
  CHECK(a.heard().seen == 1);
}

TEST_CASE("a device that is restored does not count twice for what it took", "[ledger]") {
  ABook a;
  a.hourly("pilot", 1, 1);
  a.pass(20min);
  a.take("pilot", 1, 2);
  a.pass(1h);
  a.ask("pilot", 1, 2);
  const std::string survived = "taken 1, mature 0, survived 1, confirmed 0, silent 0";
  CHECK(text(a.tally(2)) == survived);
  a.book.retire({1});
  a.book.retire({1});
  CHECK(a.heard().seen == 0);
  CHECK(a.book.took(acme(), {2}).empty());
  a.book.expect({1});
  a.book.expect({1});
  CHECK(a.heard().seen == 1);
  CHECK(a.book.took(acme(), {2}) == std::vector<policy::Place>{{1}});
  a.take("pilot", 1, 2);
  CHECK(text(a.tally(2)) == survived);
  a.take("pilot", 1, 3);
  CHECK(a.tally(3).taken == 1);
}

TEST_CASE("a device that is restored answers for none of the visits of others", "[ledger]") {
  ABook a;
  for (std::uint64_t device = 1; device <= 2; ++device) a.hourly("pilot", device, 1);
  a.pass(20min);
  for (std::uint64_t device = 1; device <= 2; ++device) a.take("pilot", device, 2);
  a.book.retire({1});
  a.book.expect({1});
  a.pass(1h);
  a.take("pilot", 1, 2);  // The one that is silent is 2.
  a.pass(kDay);
  CHECK(text(a.tally(2)) == "taken 1, mature 1, survived 0, confirmed 0, silent 1");
}

TEST_CASE("a revoked device is forgotten after thirty days like any other", "[ledger]") {
  ABook a;
  a.take("pilot", 1, 2);
  a.pass(1h);
  a.book.retire({1});
  a.pass(kDay * 30);
  a.book.expect({1});
  CHECK(a.book.took(acme(), {2}).empty());
  CHECK(a.book.feeds().at(acme()).accounts.front().heard.empty());
  a.take("pilot", 1, 2);
  CHECK(a.heard().seen == 1);
}

TEST_CASE("visits are kept by five minutes for two days and by the hour after that", "[ledger]") {
  ABook a;
  a.ask("pilot", 1, 1);
  a.pass(10min);
  a.ask("pilot", 2, 1);
  a.pass(kDay * 2);
  const auto& slots = a.book.feeds().at(acme()).accounts.front().slots;
  CHECK(slots.all().size() == 2);
  a.pass(50min);
  REQUIRE(slots.all().size() == 1);
  CHECK(slots.all().begin()->first.first % relay::ledger::kHour == 0);
  CHECK(slots.all().begin()->second.mature == 2);
  CHECK(slots.all().begin()->second.silent == 2);
}

TEST_CASE("hours are forgotten after eight weeks and releases after ninety days", "[ledger]") {
  ABook a;
  a.take("pilot", 1, 2);
  a.pass(kDay * 56);
  const auto& account = a.book.feeds().at(acme()).accounts.front();
  CHECK(account.slots.all().size() == 1);
  a.pass(1h);
  CHECK(account.slots.all().empty());
  CHECK(a.tally(2).silent == 1);
  a.pass(kDay * 34 - 1h);
  CHECK(a.tally(2).silent == 1);
  a.pass(1h);
  CHECK(a.tally(2).taken == 0);
  CHECK(account.waiting.all().empty());
  CHECK(account.heard.empty());
}

TEST_CASE("more new devices in an hour than a group may have are not counted but told of",
          "[ledger]") {
  ABook a;
  for (std::uint64_t device = 1; device <= 1'000; ++device) a.ask("pilot", device, 1);
  CHECK(a.book.alarms().empty());
  for (std::uint64_t device = 1'001; device <= 1'010; ++device) a.take("pilot", device, 1);
  CHECK(a.book.alarms() ==
        std::vector<std::string>{
            "feed 'acme': more than 1000 new addresses in 'pilot' within an hour; the others are "
            "served, but not counted as devices"});
  CHECK(a.heard("pilot").seen == 1'000);
  CHECK(a.tally(1).taken == 0);
  a.ask("office", 9'999, 1);
  CHECK(a.heard("office").seen == 1);

  // In another hour it may grow again; a large group by as many as it has.
  a.pass(1h);
  for (std::uint64_t device = 1'001; device <= 2'500; ++device) a.ask("pilot", device, 1);
  CHECK(a.heard("pilot").seen == 2'000);
  a.pass(1h);
  for (std::uint64_t device = 2'001; device <= 5'000; ++device) a.ask("pilot", device, 1);
  CHECK(a.heard("pilot").seen == 4'000);
}

TEST_CASE("after its first week a group grows by a quarter an hour", "[ledger]") {
  ABook a;
  for (std::uint64_t device = 1; device <= 40; ++device) a.ask("pilot", device, 1);
  a.pass(kDay * 7 - 1h);
  a.ask("pilot", 1'000, 1);
  a.ask("pilot", 1'001, 1);
  for (std::uint64_t device = 1; device <= 98; ++device) a.ask("pilot", device, 1);
  CHECK(a.heard("pilot").seen == 100);
  CHECK(a.book.alarms().empty());
  a.pass(1h);
  for (std::uint64_t device = 2'001; device <= 2'040; ++device) a.ask("pilot", device, 1);
  CHECK(a.heard("pilot").seen == 125);
  CHECK(a.book.alarms() ==
        std::vector<std::string>{
            "feed 'acme': more than 25 new addresses in 'pilot' within an hour; the others are "
            "served, but not counted as devices"});
}

TEST_CASE("a small group grows by twenty an hour", "[ledger]") {
  ABook a;
  a.ask("pilot", 1, 1);
  a.pass(kDay * 7 - 1h);
  a.ask("pilot", 1, 1);
  a.pass(1h);
  for (std::uint64_t device = 2; device <= 40; ++device) a.ask("pilot", device, 1);
  CHECK(a.heard("pilot").seen == 21);
}
