#include "relay/telemetry/schema.h"

#include <catch2/catch.hpp>

#include "relay/telemetry/telemetry.h"
#include "tests/relay/telemetry/a_contact.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_folder.h"

using relay::db::Connection;
using relay::db::Database;
using relay::db::Transaction;
using relay::telemetry::Telemetry;
using tests::day;

namespace {

/// A file of the first schema, which takes releases were not told in.
struct AnOldFile {
  static constexpr std::uint64_t kMostBytes = 1'000'000;
  tests::TempFolder folder;
  tests::ManualClock clock{day(3)};
  relay::io::Log log{clock, relay::io::Level::Notice, folder / "log"};
  Telemetry::Settings settings{.file = folder / "telemetry.db", .most_bytes = kMostBytes};

  /// With devices that were given release 3, at least one and so many pages.
  std::uint64_t fill(std::int64_t pages) {
    Database old{settings.file, relay::telemetry::migrations().first(1), {kMostBytes}};
    std::uint64_t devices = 0;
    do {
      old.write([&](Transaction& tx) { add(tx, "d-" + std::to_string(100'000 + devices++)); });
    } while (in_use(old) < pages);
    return devices;
  }
  std::string logged() const { return tests::read_file(folder / "log"); }

 private:
  static void add(Transaction& tx, const std::string& key) {
    const auto asked = policy::unix_seconds(day(2));
    tx.run(
        "INSERT INTO device (key, name, known, address, agent, asked)"
        " VALUES ($1, '', 'token', '10.1.9.3', '', $2)",
        key, asked);
    tx.run(
        "INSERT INTO visit (key, feed, group_id, asked, requests, offered, taken, taken_at)"
        " VALUES ($1, 'clamav', 'office', $2, 1, 3, 3, $2)",
        key, asked);
  }
  static std::int64_t in_use(Database& old) {
    return old.read(
        [](Connection& db) { return db.query("PRAGMA page_count").at(0).get<std::int64_t>(0); });
  }
};

}  // namespace

TEST_CASE("devices in a file of the first schema are still there", "[telemetry]") {
  AnOldFile old;
  CHECK(old.fill(1) == 1);
  Telemetry telemetry{old.settings, old.log};
  const auto visit = [&] { return telemetry.device("d-100000").value().visits.at(0); };
  CHECK(visit().taken == policy::Sequence{3});

  // What it was offered then counts on, though it was taken back since.
  auto asking = tests::identified("d-100000");
  asking.newest = {2};
  asking.says = {3};
  telemetry.pad(0).note(asking, 200);
  telemetry.record(day(3));
  CHECK(visit().never_offered == std::nullopt);
  asking.says = {4};
  telemetry.pad(0).note(asking, 200);
  telemetry.record(day(3) + Telemetry::kCommit);
  CHECK(visit().never_offered.value().release == policy::Sequence{4});
}

TEST_CASE("a file of the first schema that is near its bound still opens", "[telemetry]") {
  AnOldFile old;
  const std::uint64_t devices = old.fill(235);  // Of 244.
  Telemetry telemetry{old.settings, old.log};
  CHECK(old.logged().empty());
  CHECK(telemetry.counts().devices > devices / 2);  // So full, it forgets some at once.
}
