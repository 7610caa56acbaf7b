#include "relay/telemetry/telemetry.h"

#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/relay/telemetry/a_contact.h"
#include "tests/support/manual_clock.h"
#include "tests/support/small_disk.h"
#include "tests/support/temp_folder.h"

using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using relay::telemetry::Contact;
using relay::telemetry::Known;
using relay::telemetry::List;
using relay::telemetry::Seen;
using relay::telemetry::Telemetry;
using relay::telemetry::Visit;
using relay::telemetry::Wanted;
using tests::contact;
using tests::contact_of;
using tests::day;
using tests::identified;

namespace {

/// Telemetry on a disk of its own, with one loop and a recorder that a test drives.
struct ATelemetry {
  tests::TempFolder folder;
  tests::ManualClock clock{day(3)};
  relay::io::Log log{clock, relay::io::Level::Notice, folder / "log"};
  Telemetry::Settings settings{.file = folder / "telemetry.db", .loops = 1, .salt = 7};
  std::unique_ptr<Telemetry> telemetry;

  ATelemetry() { start(); }
  void start() {
    telemetry.reset();
    telemetry = std::make_unique<Telemetry>(settings, log);
  }
  /// It asks now, and has a whole answer.
  void asks(Contact contact) {
    contact.at = clock.now();
    telemetry->pad(0).begin(contact).over({.status = 200, .to_the_end = true});
  }
  void record(policy::Span later = 0s) {
    clock.advance(later);
    telemetry->record(clock.now());
  }
  std::vector<std::string> keys(const Wanted& wanted = {}) {
    std::vector<std::string> keys;
    for (const Seen& seen : telemetry->list(wanted).devices) keys.push_back(seen.key);
    return keys;
  }
  std::uint64_t devices() { return telemetry->counts().devices; }
  std::string logged() const { return tests::read_file(folder / "log"); }
};

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("groups are counted as they were when it was recorded last", "[telemetry]") {
  ATelemetry a;
  a.asks(contact_of("10.1.9.3"));
  a.record();
  CHECK(a.telemetry->by_group(day(1)).size() == 1);
  CHECK(a.telemetry->offers("clamav", {2}).size() == 1);
  a.start();  // What was counted is on disk, and nothing is left beside it.
  CHECK(a.telemetry->by_group(day(1)).size() == 1);
}

TEST_CASE("what a device did with each feed adds up", "[telemetry]") {
  ATelemetry a;
  auto asking = identified("d-1");
  asking.name = "till 7";
  asking.group = "office";
  asking.fresh = true;
  a.asks(asking);
  a.record(1s);
  asking.path = "main.cvd";
  asking.release = {3};
  a.telemetry->pad(0).note(asking, 404);
  auto other = asking;
  other.feed = "suricata";
  other.release = {};
  const auto under_way = a.telemetry->pad(0).begin(other);
  a.record(1s);

  const Visit clamav{.feed = "clamav",
                     .group = "office",
                     .asked = day(3),
                     .requests = 2,
                     .offered = {3},
                     .status = 404,
                     .path = "main.cvd",
                     .taken = policy::Sequence{2},
                     .taken_at = day(3) + 1s};
  const Visit suricata{.feed = "suricata", .group = "office", .asked = day(3), .requests = 1};
  Seen seen{.key = "d-1",
            .name = "till 7",
            .known = Known::Token,
            .address = "10.1.9.3",
            .agent = "ClamAV/1.0.7",
            .asked = day(3),
            .visits = {clamav, suricata}};
  CHECK(a.telemetry->device("d-1") == seen);

  under_way.over({.status = 206});
  a.record();
  seen.visits[1].status = 206;
  seen.visits[1].path = "main.cvd";
  CHECK(a.telemetry->device("d-1") == seen);
  CHECK(a.telemetry->device("d-2") == std::nullopt);
}

TEST_CASE("of two loops the later request counts", "[telemetry]") {
  ATelemetry a;
  a.settings.loops = 2;
  a.start();
  auto asking = identified("d-1");
  asking.at = day(3);
  asking.group = "pilot";
  a.telemetry->pad(1).note(asking, 404);
  asking.at = day(3) + 1s;
  asking.path = "main.cvd";
  asking.group = "office";
  a.telemetry->pad(0).note(asking, 200);
  a.record();
  const auto seen = a.telemetry->device("d-1");
  REQUIRE(seen);
  CHECK(seen->visits[0].requests == 2);
  CHECK(seen->visits[0].asked == day(3) + 1s);
  CHECK(seen->visits[0].group == "office");
  CHECK(seen->visits[0].path == "main.cvd");
  CHECK(seen->visits[0].status == 200);
}

TEST_CASE("devices are listed by when they asked last and found by what is known", "[telemetry]") {
  ATelemetry a;
  auto till = identified("d-1");
  till.name = "Till 7";
  till.group = "office";
  a.asks(till);
  a.clock.advance(1s);
  a.asks(contact_of("10.1.9.3"));
  auto plant = contact_of("10.1.9.4");
  plant.feed = "suricata";
  plant.agent = "curl/7.88";
  a.asks(plant);
  a.clock.advance(1s);
  auto both = contact_of("2001:db8::1");
  a.asks(both);
  both.feed = "suricata";
  both.group = "office";
  both.known = Known::Address;
  a.asks(both);
  a.record();

  const std::string v6 = "2001:db8:0:0:0:0:0:1";
  CHECK(a.keys() == Keys{v6, "10.1.9.4", "10.1.9.3", "d-1"});
  CHECK(a.keys({.group = "office"}) == Keys{v6, "d-1"});
  CHECK(a.keys({.feed = "suricata"}) == Keys{v6, "10.1.9.4"});
  CHECK(a.keys({.group = "default", .feed = "suricata"}) == Keys{"10.1.9.4"});
  CHECK(a.keys({.text = "tILL"}) == Keys{"d-1"});
  CHECK(a.keys({.text = "10.1.9"}) == Keys{"10.1.9.4", "10.1.9.3", "d-1"});
  CHECK(a.keys({.text = "CURL/"}) == Keys{"10.1.9.4"});
  CHECK(a.keys({.text = "d-"}) == Keys{"d-1"});
  for (const char* one : {"%", "1_.1", "!", "T!ill"}) CHECK(a.keys({.text = one}).empty());
  CHECK(a.telemetry->device(v6)->known == Known::Address);
  CHECK(a.telemetry->device("10.1.9.3")->known == Known::Unknown);

  Keys paged;
  Wanted wanted{.most = 1};
  for (std::optional<relay::telemetry::Bookmark> next; paged.size() < 9;) {
    wanted.after = next;
    const List page = a.telemetry->list(wanted);
    REQUIRE(page.devices.size() == 1);
    paged.push_back(page.devices[0].key);
    next = page.next;
    if (!next) break;
  }
  CHECK(paged == a.keys());
  CHECK_FALSE(a.telemetry->list({.most = 4}).next);
}

TEST_CASE("devices that are behind or failing or silent are found", "[telemetry]") {
  ATelemetry a;
  auto one = contact_of("10.0.0.1");
  one.fresh = true;
  a.asks(one);
  a.asks(contact_of("10.0.0.2"));
  a.clock.advance(1h);
  one.feed = "suricata";
  one.release = {3};
  one.at = a.clock.now();
  a.telemetry->pad(0).begin(one).over({.status = 404});
  a.record();

  CHECK(a.keys({.behind = true}) == Keys{"10.0.0.1", "10.0.0.2"});
  CHECK(a.keys({.feed = "clamav", .behind = true}) == Keys{"10.0.0.2"});
  CHECK(a.keys({.failing = true}) == Keys{"10.0.0.1"});
  CHECK(a.keys({.feed = "clamav", .failing = true}).empty());
  CHECK(a.keys({.silent_since = day(3)}).empty());
  CHECK(a.keys({.silent_since = day(3) + 1s}) == Keys{"10.0.0.2"});
  CHECK(a.keys({.behind = true, .silent_since = day(3) + 1h + 1s}) == Keys{"10.0.0.1", "10.0.0.2"});
}

TEST_CASE("what a device says it has counts while it says so and was never offered it",
          "[telemetry]") {
  ATelemetry a;
  const Wanted wanted{.never_offered = true};
  auto asking = contact();
  asking.newest = {2};
  a.asks(asking);
  asking.says = {3};
  asking.path = "main.cvd";
  a.asks(asking);
  asking.says = {};
  a.asks(asking);
  a.record();
  const auto claim = [&] { return a.telemetry->device("10.1.9.3")->visits[0].never_offered; };
  CHECK(claim() == relay::telemetry::Claim{{3}, day(3)});
  CHECK(a.keys(wanted) == Keys{"10.1.9.3"});
  CHECK(a.keys({.feed = "suricata", .never_offered = true}).empty());

  const auto asks_after = [&](policy::Span later) {
    a.clock.advance(later);
    a.asks(asking);
    a.record();
    return a.keys(wanted).size();
  };
  CHECK(asks_after(48h) == 1);
  CHECK(asks_after(1s) == 0);
  CHECK(claim() == std::nullopt);
  asking.says = {3};
  CHECK(asks_after(0s) == 1);
  asking.says = {};
  asking.newest = {3};
  CHECK(asks_after(60s) == 0);
  asking.newest = {2};  // It was taken back from its group: it was offered all the same.
  asking.says = {3};
  CHECK(asks_after(60s) == 0);
  asking.says = {4};
  CHECK(asks_after(60s) == 1);
}

TEST_CASE("texts of a client cannot become a line of their own", "[telemetry]") {
  ATelemetry a;
  auto asking = contact();
  const std::string path = "a\nb\x1b[2J\xff" + std::string(200, 'x');
  const std::string agent(121, 'y');
  asking.path = path;
  asking.agent = agent;
  asking.address = policy::Address{};
  a.asks(asking);
  a.record();
  const auto seen = a.telemetry->device("unknown");
  REQUIRE(seen);
  CHECK(seen->address == "unknown");
  CHECK(seen->visits[0].path == "a\\nb\\x1b[2J\\xff" + std::string(160 - 8, 'x') + "…");
  CHECK(seen->agent == std::string(120, 'y') + "…");
}

TEST_CASE("a restart keeps what was written and a crash loses a minute", "[telemetry]") {
  ATelemetry a;
  a.asks(contact_of("10.0.0.1"));
  a.record();
  a.asks(contact_of("10.0.0.2"));
  a.record(59s);
  a.start();
  CHECK(a.keys() == Keys{"10.0.0.1"});
  a.record();
  a.asks(contact_of("10.0.0.3"));
  a.record(60s);
  a.start();
  CHECK(a.keys() == Keys{"10.0.0.3", "10.0.0.1"});
  a.asks(contact_of("10.0.0.4"));
  a.telemetry->finish(a.clock.now());
  a.start();
  CHECK(a.devices() == 3);
  CHECK(a.logged().empty());
}

TEST_CASE("a device that has not asked for a month is forgotten", "[telemetry]") {
  ATelemetry a;
  a.asks(contact_of("10.0.0.1"));
  a.record(720h);
  CHECK(a.keys() == Keys{"10.0.0.1"});
  a.record(60s);
  CHECK(a.keys().empty());
}

TEST_CASE("a file that cannot be opened is named and serving goes on in memory", "[telemetry]") {
  ATelemetry a;
  a.telemetry.reset();
  tests::write_file(a.folder / "telemetry.db", "no database at all");
  a.start();
  a.asks(contact_of("10.0.0.1"));
  a.record();
  CHECK(a.keys() == Keys{"10.0.0.1"});
  CHECK(a.logged() ==
        "2026-01-04T00:00:00Z error what devices do is kept in memory until the relay ends: '" +
            (a.folder / "telemetry.db").string() +
            "' is not a database; it was left as it is: move it away, or name another folder for "
            "our data; this file may be deleted at any time\n");
  CHECK(tests::read_file(a.folder / "telemetry.db") == "no database at all");
}

TEST_CASE("one IPv6 network cannot push out other devices", "[telemetry]") {
  ATelemetry a;
  a.settings.most_of_crowd = 4;
  a.start();
  a.asks(contact_of("2001:db8:1::1"));
  a.record();
  const auto crowd = [&](std::uint8_t from, std::uint8_t to) {
    for (std::uint8_t i = from; i < to; ++i) {
      auto one = contact_of("2001:db8:2::");
      one.address.bytes.back() = i;
      a.asks(one);
    }
    a.record(1s);
  };
  crowd(0, 4);
  CHECK(a.telemetry->counts().left_out == 0);
  CHECK(a.devices() == 5);
  crowd(4, 7);
  CHECK(a.devices() == 5);
  CHECK(a.telemetry->device("2001:db8:2:0:0:0:0:6"));
  CHECK(a.telemetry->device("2001:db8:1:0:0:0:0:1"));

  crowd(0, 5);
  CHECK(a.telemetry->counts().left_out == 1);
  crowd(0, 4);
  CHECK(a.telemetry->counts().left_out == 1);
}

TEST_CASE("where there is no room who has a credential comes first", "[telemetry]") {
  ATelemetry a;
  a.settings.most_unwritten = 4;
  a.settings.most_bytes = 100'000;
  a.start();
  a.record();
  for (const char* one : {"10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"}) a.asks(contact_of(one));
  a.asks(identified("d-1"));
  a.record(1s);
  CHECK(a.telemetry->counts().left_out == 1);
  a.asks(identified("d-2"));  // It does not wait for the next minute.
  a.record(1s);
  CHECK(a.telemetry->counts().left_out == 1);
  CHECK(a.devices() == 5);

  // The file is filled by addresses; the oldest of them go, and the devices stay.
  const auto name = [](int i) {
    return "10.1." + std::to_string(i / 200) + "." + std::to_string(i % 200);
  };
  const std::string agent(120, 'y');
  for (int i = 0; i < 450; ++i) {
    auto one = contact_of(name(i).c_str());
    one.agent = agent;
    a.asks(one);
    if (i % 3 == 2) a.record(60s);
  }
  CHECK(a.telemetry->device("d-1"));
  CHECK(a.telemetry->device("d-2"));
  CHECK_FALSE(a.telemetry->device(name(0)));
  CHECK(a.telemetry->device(name(449)));
  CHECK(a.devices() > 50);
  CHECK(a.logged().empty());
  CHECK(std::filesystem::file_size(a.folder / "telemetry.db") <= 100'000);
}

TEST_CASE("what cannot be written waits and the log says so once", "[telemetry]") {
  ATelemetry a;
  a.record();
  {
    const tests::SmallDisk full{1'000};
    a.asks(contact_of("10.0.0.1"));
    a.record(60s);
    a.asks(contact_of("10.0.0.1"));
    a.record(60s);
    CHECK(a.keys().empty());
  }
  CHECK_THAT(a.logged(), Contains("error what devices do cannot be written down and is kept in"
                                  " memory: the database says: "));
  a.record(60s);
  CHECK(a.telemetry->device("10.0.0.1")->visits[0].requests == 2);
  CHECK_THAT(a.logged(), Contains("notice what devices do is written down again\n"));
  CHECK(std::ranges::count(a.logged(), '\n') == 2);
}
