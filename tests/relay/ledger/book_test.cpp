#include "relay/ledger/book.h"

#include <catch2/catch.hpp>

#include "tests/relay/ledger/a_book.h"

using namespace std::chrono_literals;
using Kind = relay::ledger::Sighting::Kind;
using tests::ABook;
using tests::acme;
using tests::text;

TEST_CASE("a take survives with the next visit and is taken until then", "[ledger]") {
  ABook a;
  a.hourly("pilot", 1, 1);
  a.pass(1h);
  a.take("pilot", 1, 2);
  CHECK(text(a.tally(2)) == "taken 1, mature 0, survived 0, confirmed 0, silent 0");
  CHECK(a.of(2).next_mature == a.now + 90min);
  a.pass(1h);
  a.ask("pilot", 1, 2);
  CHECK(text(a.tally(2)) == "taken 1, mature 0, survived 1, confirmed 0, silent 0");
  CHECK(a.of(2).next_mature == a.now + 30min);
  a.pass(30min - 1s);
  CHECK(text(a.tally(2)) == "taken 1, mature 0, survived 1, confirmed 0, silent 0");
  a.pass(1s);
  CHECK(text(a.tally(2)) == "taken 1, mature 1, survived 1, confirmed 0, silent 0");
  CHECK(a.of(2).next_mature == std::nullopt);
  a.pass(24h);
  CHECK(text(a.tally(2)) == "taken 1, mature 1, survived 1, confirmed 0, silent 0");
}

TEST_CASE("a take is silent when one and a half intervals are over", "[ledger]") {
  ABook a;
  a.hourly("pilot", 1, 1);
  a.pass(1h);
  a.take("pilot", 1, 2);
  a.pass(90min - 1s);
  CHECK(text(a.tally(2)) == "taken 1, mature 0, survived 0, confirmed 0, silent 0");
  a.pass(1s);
  CHECK(text(a.tally(2)) == "taken 1, mature 1, survived 0, confirmed 0, silent 1");
  a.ask("pilot", 1, 2);  // It is back, but it was silent.
  CHECK(text(a.tally(2)) == "taken 1, mature 1, survived 0, confirmed 0, silent 1");
}

TEST_CASE("who comes again at the last moment survives", "[ledger]") {
  ABook a;
  a.hourly("pilot", 1, 1);
  a.pass(1h);
  a.take("pilot", 1, 2);
  a.pass(90min - 1s);
  a.now += 1s;
  a.book.listen(a.now);
  a.ask("pilot", 1, 2);
  a.book.ripen();
  CHECK(text(a.tally(2)) == "taken 1, mature 1, survived 1, confirmed 0, silent 0");
}

TEST_CASE("an update of several requests does not survive by them", "[ledger]") {
  ABook a;
  a.hourly("pilot", 1, 1);
  a.pass(1h);
  a.take("pilot", 1, 2);
  a.pass(1min);
  a.ask("pilot", 1, 2);
  a.take("pilot", 1, 2);
  a.pass(5min);
  a.ask("pilot", 1, 2);
  CHECK(text(a.tally(2)) == "taken 1, mature 0, survived 0, confirmed 0, silent 0");
  a.pass(5min + 1s);
  a.ask("pilot", 1, 2);
  CHECK(text(a.tally(2)) == "taken 1, mature 0, survived 1, confirmed 0, silent 0");
}

TEST_CASE("a visit of many requests ends half an hour after the take", "[ledger]") {
  ABook a;
  a.hourly("pilot", 1, 1);
  a.pass(1h);
  a.take("pilot", 1, 2);
  for (int minutes = 0; minutes < 30; minutes += 5) {
    a.pass(5min);
    a.ask("pilot", 1, 2);
  }
  CHECK(a.tally(2).survived == 0);
  a.pass(5min);
  a.ask("pilot", 1, 2);
  CHECK(a.tally(2).survived == 1);
}

TEST_CASE("a download that takes long is one visit and counts from its end", "[ledger]") {
  ABook a;
  a.hourly("pilot", 1, 1);
  a.pass(1h);
  a.ask("pilot", 1, 2);
  a.pass(50min);
  a.hear("pilot", 1, 2, Kind::Took, 50min);
  a.ask("pilot", 1, 2);
  CHECK(text(a.tally(2)) == "taken 1, mature 0, survived 0, confirmed 0, silent 0");
  CHECK(a.of(2).next_mature == a.now + 90min);
  a.pass(2h);
  CHECK(text(a.tally(2)) == "taken 1, mature 1, survived 0, confirmed 0, silent 1");
}

TEST_CASE("a download longer than the time to return is taken when it is complete", "[ledger]") {
  ABook a;
  a.hourly("pilot", 1, 1);
  a.pass(1h);
  a.ask("pilot", 1, 2);
  a.pass(3h);
  a.hear("pilot", 1, 2, Kind::Took, 3h);
  CHECK(text(a.tally(2)) == "taken 1, mature 0, survived 0, confirmed 0, silent 0");
  a.pass(1h);
  a.ask("pilot", 1, 2);
  CHECK(text(a.tally(2)) == "taken 1, mature 0, survived 1, confirmed 0, silent 0");
}

TEST_CASE("a release is taken once and what is older is not taken again", "[ledger]") {
  ABook a;
  a.hourly("pilot", 1, 1);
  a.take("pilot", 1, 2);
  a.pass(1h);
  a.take("pilot", 1, 2);
  a.pass(1h);
  a.take("pilot", 1, 1);
  CHECK(a.tally(1).taken == 0);
  CHECK(text(a.tally(2)) == "taken 1, mature 1, survived 1, confirmed 0, silent 0");
}

TEST_CASE("two releases within one visit are a take of the newer one", "[ledger]") {
  ABook a;
  a.hourly("pilot", 1, 1);
  a.pass(1h);
  a.take("pilot", 1, 2);
  a.take("pilot", 1, 3);
  CHECK(a.tally(2).taken == 0);
  a.pass(1h);
  a.ask("pilot", 1, 3);
  CHECK(a.tally(2).survived == 0);
  CHECK(text(a.tally(3)) == "taken 1, mature 0, survived 1, confirmed 0, silent 0");
}

TEST_CASE("a confirmation counts once and only after its take has survived", "[ledger]") {
  ABook a;
  a.hourly("pilot", 1, 1);
  a.pass(1h);
  a.take("pilot", 1, 2);
  a.confirm("pilot", 1, 2);
  CHECK(a.tally(2).confirmed == 0);
  a.pass(1h);
  a.confirm("pilot", 1, 1);
  CHECK(text(a.tally(2)) == "taken 1, mature 0, survived 1, confirmed 0, silent 0");
  a.confirm("pilot", 1, 2);
  a.confirm("pilot", 1, 2);
  CHECK(text(a.tally(2)) == "taken 1, mature 0, survived 1, confirmed 1, silent 0");
}

TEST_CASE("a device in another group than before has not fallen silent", "[ledger]") {
  ABook a;
  a.hourly("pilot", 1, 1);
  a.pass(1h);
  a.take("pilot", 1, 2);
  a.pass(1h);
  a.confirm("office", 1, 2);
  CHECK(text(a.tally(2)) == "taken 1, mature 0, survived 1, confirmed 0, silent 0");
  CHECK(text(a.tally(2, "office")) == "taken 0, mature 0, survived 0, confirmed 0, silent 0");
  CHECK(a.heard("pilot").seen == 0);
  CHECK(a.heard("office").seen == 1);
}

TEST_CASE("a group's devices have at least its reboot allowance", "[ledger]") {
  ABook a;
  a.book.follow({{.id = tests::group("pilot"), .reboot_allowance = 4h}});
  a.hourly("pilot", 1, 1);
  a.pass(1h);
  a.take("pilot", 1, 2);
  a.pass(4h - 1s);
  CHECK(a.tally(2).silent == 0);
  a.pass(1s);
  CHECK(a.tally(2).silent == 1);
}

TEST_CASE("a device that is not known yet has a day and a half", "[ledger]") {
  ABook a;
  a.take("pilot", 1, 2);
  a.pass(36h - 1s);
  CHECK(a.tally(2).silent == 0);
  a.pass(1s);
  CHECK(a.tally(2).silent == 1);
}

TEST_CASE("a device that is not known yet keeps to what its group does", "[ledger]") {
  ABook a;
  a.all_hourly("pilot", 4, 3, 1);
  a.take("pilot", 90, 2);
  CHECK(a.of(2).next_mature == a.now + 36h);
  a.all_hourly("pilot", 5, 3, 1);
  a.take("pilot", 91, 3);
  CHECK(a.of(3).next_mature == a.now + 90min);
}

TEST_CASE("nobody falls silent while this relay could not hear", "[ledger]") {
  ABook a;
  a.hourly("pilot", 1, 1);
  a.pass(1h);
  a.take("pilot", 1, 2);
  a.pass(30min);
  a.now += 3h;  // Switched off, or the clock was set.
  a.book.listen(a.now);
  a.book.ripen();
  CHECK(a.of(2).next_mature == a.now + 1h);
  a.pass(1h - 1s);
  CHECK(a.tally(2).silent == 0);
  a.pass(1s);
  CHECK(a.tally(2).silent == 1);
}

TEST_CASE("a clock that is set back lets nobody wait longer", "[ledger]") {
  ABook a;
  a.hourly("pilot", 1, 1);
  a.pass(1h);
  a.take("pilot", 1, 2);
  a.now -= 24h;
  a.book.listen(a.now);
  a.pass(90min);
  CHECK(a.tally(2).silent == 1);
}

TEST_CASE("what waited while requests were lost is judged neither way", "[ledger]") {
  ABook a;
  a.hourly("pilot", 1, 1);
  a.pass(1h);
  a.take("pilot", 1, 2);
  a.take("pilot", 2, 2);
  a.pass(1h);
  a.book.lost();
  a.pass(24h);
  CHECK(text(a.tally(2)) == "taken 2, mature 0, survived 0, confirmed 0, silent 0");
  a.ask("pilot", 1, 2);
  CHECK(text(a.tally(2)) == "taken 2, mature 0, survived 0, confirmed 0, silent 0");
  CHECK(a.of(2).dead == 0);
  a.take("pilot", 1, 3);
  a.pass(1h);
  a.ask("pilot", 1, 3);
  CHECK(text(a.tally(3)) == "taken 1, mature 0, survived 1, confirmed 0, silent 0");
}

TEST_CASE("who was heard before requests were lost does not return for who came after",
          "[ledger]") {
  ABook a;
  a.take("pilot", 1, 2);
  a.book.lost();
  a.pass(1s);
  a.take("pilot", 2, 2);  // Is due in the same five minutes.
  a.pass(1h);
  a.ask("pilot", 1, 2);
  CHECK(text(a.tally(2)) == "taken 2, mature 0, survived 0, confirmed 0, silent 0");
  a.ask("pilot", 2, 2);
  CHECK(text(a.tally(2)) == "taken 2, mature 0, survived 1, confirmed 0, silent 0");
  a.pass(48h);
  CHECK(text(a.tally(2)) == "taken 2, mature 1, survived 1, confirmed 0, silent 0");
}

TEST_CASE("a take that ends after requests were lost leaves others' visits alone", "[ledger]") {
  ABook a;
  a.ask("pilot", 1, 2);
  a.book.lost();
  a.pass(1s);
  a.ask("pilot", 2, 2);  // Is due in the same five minutes.
  a.pass(1s);
  a.hear("pilot", 1, 2, Kind::Took, 2s);
  a.hear("pilot", 2, 2, Kind::Took, 1s);
  CHECK(text(a.tally(2)) == "taken 2, mature 0, survived 0, confirmed 0, silent 0");
  a.pass(37h);
  CHECK(text(a.tally(2)) == "taken 2, mature 2, survived 0, confirmed 0, silent 2");
  CHECK(a.book.feeds().at(acme()).accounts.front().waiting.all().empty());
}

TEST_CASE("what begins in the second of a loss is not judged either", "[ledger]") {
  ABook a;
  a.book.lost();
  a.take("pilot", 1, 2);
  a.take("pilot", 1, 3);
  a.pass(1s);
  a.take("pilot", 2, 3);
  a.pass(48h);
  CHECK(text(a.tally(2)) == "taken 1, mature 0, survived 0, confirmed 0, silent 0");
  CHECK(text(a.tally(3)) == "taken 2, mature 1, survived 0, confirmed 0, silent 1");
  a.ask("pilot", 1, 3);
  a.ask("pilot", 2, 3);
  CHECK(text(a.tally(3)) == "taken 2, mature 1, survived 0, confirmed 0, silent 1");
}

TEST_CASE("a request from before the clock was set is of the time of listening", "[ledger]") {
  for (const policy::Span step : {policy::Span{3h}, policy::Span{-3h}}) {
    ABook a;
    a.hourly("pilot", 1, 1);
    a.pass(1h);
    a.take("pilot", 1, 2);
    a.pass(20min);
    a.now += step;
    a.book.listen(a.now);
    a.hear("pilot", 2, 2, Kind::Asked, step);  // By the clock as it was.
    a.hear("pilot", 1, 2, Kind::Asked, step);
    CHECK(a.tally(2).survived == 1);
    a.pass(48h);
    CHECK(text(a.tally(2)) == "taken 1, mature 1, survived 1, confirmed 0, silent 0");
    const auto& slots = a.book.feeds().at(acme()).accounts.front().slots.all();
    std::uint32_t mature = 0;
    for (const auto& [key, cell] : slots) mature += cell.mature;
    CHECK(mature == 6);  // Four of the first device with the take, what followed, the second's.
  }
}

TEST_CASE("those who took a release and nothing newer are known by their places", "[ledger]") {
  ABook a;
  for (const std::uint64_t device : {7U, 3U, 5U}) a.take("pilot", device, 2);
  a.take("office", 1, 2);
  a.ask("office", 2, 2);
  a.pass(1h);
  a.take("pilot", 5, 3);
  CHECK(a.book.took(acme(), {2}) == std::vector<policy::Place>{{1}, {3}, {7}});
  CHECK(a.book.took(acme(), {3}) == std::vector<policy::Place>{{5}});
  CHECK(a.book.took(acme(), {0}).empty());
  CHECK(a.book.took(*policy::FeedId::parse("other"), {2}).empty());
}

TEST_CASE("who shows a credential goes on with the voice of his address", "[ledger]") {
  ABook a;
  a.hourly("pilot", 1, 1);
  a.pass(1h);
  a.take("pilot", 1, 2);
  a.pass(1h);
  a.ask_as("pilot", 77, 1, 2);
  CHECK(text(a.tally(2)) == "taken 1, mature 0, survived 1, confirmed 0, silent 0");
  CHECK(a.heard().seen == 1U);
  CHECK(a.book.took(acme(), {2}) == std::vector<policy::Place>{{77}});

  a.ask_as("pilot", 78, 1, 2);  // There is no voice at that address any more.
  CHECK(a.heard().seen == 2U);
  a.hourly("pilot", 1, 2);  // Another device there.
  a.ask_as("pilot", 77, 1, 2);
  CHECK(a.heard().seen == 3U);
  CHECK(text(a.tally(2)) == "taken 1, mature 1, survived 1, confirmed 0, silent 0");
}

TEST_CASE("a former voice that nobody uses any more is judged neither way", "[ledger]") {
  ABook a;
  a.hourly("pilot", 1, 1);  // By IPv4, and by IPv6 as another.
  a.hourly("pilot", 2, 1);
  a.pass(1h);
  a.take("pilot", 1, 2);
  a.take("pilot", 2, 2);
  a.pass(10min);
  a.ask_as("pilot", 77, 1, 2);
  CHECK(text(a.tally(2)) == "taken 2, mature 0, survived 1, confirmed 0, silent 0");
  a.pass(20min);
  a.ask_as("pilot", 77, 2, 2);
  CHECK(text(a.tally(2)) == "taken 1, mature 0, survived 1, confirmed 0, silent 0");
  a.pass(24h);
  CHECK(text(a.tally(2)) == "taken 1, mature 1, survived 1, confirmed 0, silent 0");
}

TEST_CASE("an address that others use keeps its voice beside a device's own", "[ledger]") {
  ABook a;
  a.ask_as("pilot", 77, 1, 1);
  for (int hour = 0; hour < 3; ++hour) {
    a.pass(30min);
    a.ask("pilot", 1, 1);
    a.pass(30min);
    a.ask_as("pilot", 77, 1, 1);
  }
  CHECK(a.heard().seen == 2U);
}
