#include "relay/calendar/zone.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/zones.h"

using namespace std::chrono_literals;
using relay::calendar::zone;
using tests::utc;

TEST_CASE("the system's zones change when those written by hand do", "[calendar][zone]") {
  const auto written = GENERATE(values<policy::Zone>(
      {tests::berlin(), tests::new_york(), tests::lord_howe(), tests::kolkata(), tests::apia()}));
  CAPTURE(written.name);
  const auto loaded = zone(written.name);
  REQUIRE(loaded);
  CHECK(loaded->name == written.name);
  for (const auto& change : written.changes) {
    CAPTURE(policy::rfc3339(change.at));
    CHECK(std::ranges::count(loaded->changes, change) == 1);
    CHECK(policy::local(*loaded, change.at) == policy::local(written, change.at));
    CHECK(policy::local(*loaded, change.at - 1s) == policy::local(written, change.at - 1s));
  }
  const auto quiet = written.changes.empty() ? utc("2026-06-01T00:00:00Z") : written.changes[0].at;
  CHECK(policy::local(*loaded, quiet) == policy::local(written, quiet));
}

TEST_CASE("a zone's changes are in order and each changes something to the end of 2037",
          "[calendar][zone]") {
  for (const auto* name : {"Europe/Berlin", "Africa/Casablanca", "Europe/Dublin", "Etc/UTC"}) {
    CAPTURE(name);
    const auto loaded = zone(name);
    REQUIRE(loaded);
    policy::Zone::Change last{.at = policy::from_unix_seconds(0), .offset = loaded->offset};
    for (const auto& change : loaded->changes) {
      REQUIRE(change.at > last.at);
      REQUIRE(change.offset != last.offset);
      REQUIRE(change.at < policy::kZonesEnd);
      last = change;
    }
  }
  CHECK(zone("Etc/UTC")->changes.empty());
  CHECK(zone("Europe/Berlin")->changes.back().at == utc("2037-10-25T01:00:00Z"));
}

TEST_CASE("what is no place has no zone", "[calendar][zone]") {
  for (const auto* name : {"", "Europe/Berlim", "europe/berlin", "../../../etc/passwd",
                           "/usr/share/zoneinfo/Europe/Berlin", "localtime", "posixrules",
                           "right/Europe/Berlin", "zone.tab", "Europe"}) {
    CAPTURE(name);
    CHECK_FALSE(zone(name));
  }
}

TEST_CASE("the names to guess from are those that can be loaded", "[calendar][zone]") {
  const auto names = relay::calendar::zone_names();
  CHECK(std::ranges::is_sorted(names));
  for (const auto* name : {"UTC", "Asia/Kolkata", "Europe/Helsinki", "Pacific/Apia"}) {
    CHECK(std::ranges::binary_search(names, name));
  }
  CHECK_FALSE(std::ranges::binary_search(names, "localtime"));
  CHECK(std::ranges::all_of(names, [](const auto& name) { return zone(name).has_value(); }));
}
