#include "relay/app/outside.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "relay/app/loaded_policy.h"
#include "tests/support/temp_folder.h"

using namespace std::chrono_literals;

namespace {

std::string with_calendar(const std::string& settings) {
  return "feeds:\n  rules: { kind: files, directory: x, class: software }\n"
         "groups: [{ name: default }]\n"
         "paths:\n"
         "  - { name: all, for: { class: software }, stages: [{ groups: [default], window: work }] "
         "}\n"
         "calendars:\n  work: { " +
         settings + " }\n";
}

}  // namespace

TEST_CASE("a policy names the zones of this machine", "[app][outside]") {
  const auto good = relay::app::load_policy("policy.yaml", with_calendar("zone: Europe/Helsinki"));
  REQUIRE(good);
  const auto& zone = good->policy.rules.calendars.at(0)->zone;
  CHECK(zone.name == "Europe/Helsinki");
  CHECK_FALSE(zone.changes.empty());
  const auto bad = relay::app::load_policy("policy.yaml", with_calendar("zone: Europe/Helsinky"));
  REQUIRE_FALSE(bad);
  CHECK(bad.error().report ==
        "policy.yaml:7:17: there is no time zone 'Europe/Helsinky'; did you mean "
        "'Europe/Helsinki'?\n"
        "  7 |   work: { zone: Europe/Helsinky }\n"
        "                      ^\n");
}

TEST_CASE("a policy's holidays are read from the file beside it", "[app][outside]") {
  const tests::TempFolder folder;
  const auto file = folder / "policy.yaml";
  const auto text = with_calendar("zone: UTC, closed: [{ ics: days.ics }]");
  const auto report = [&] { return relay::app::load_policy(file, text).error().report; };
  CHECK(report().find("days.ics: cannot be read: ") != std::string::npos);

  tests::write_file(folder / "days.ics", "no calendar\r\n");
  CHECK(report().find("days.ics' cannot be used: line 1: ") != std::string::npos);

  tests::write_file(folder / "days.ics", tests::read_file(std::filesystem::path{SLUICE_SOURCE} /
                                                          "config/example/holidays-fi.ics"));
  const auto loaded = relay::app::load_policy(file, text);
  REQUIRE(loaded);
  const auto& closed = loaded->policy.rules.calendars.at(0)->closed;
  REQUIRE(closed.size() == 2);
  CHECK(closed[0].why == "Independence Day");
  CHECK(closed[0].until - closed[0].from == 24h);
  CHECK(closed[0].mark == policy::Mark{7});
}

TEST_CASE("the example of every setting loads on a machine", "[app][outside]") {
  const auto file = std::filesystem::path{SLUICE_SOURCE} / "config/example/policy.yaml";
  const auto loaded = relay::app::load_policy(file, tests::read_file(file));
  REQUIRE(loaded);
  CHECK(std::ranges::count(loaded->warnings, '^') == 1);
}
