#include <algorithm>
#include <catch2/catch.hpp>

#include "relay/catalog/rollouts.h"
#include "tests/scenarios/an_api.h"

using namespace std::chrono_literals;
using relay::json::Value;
using tests::AnApi;

namespace {

constexpr policy::Span kAhead = 24h * 40;

/// "2026-01-05T00:00:00Z office 2 to 25%", each opening and widening since, in order of time.
std::vector<std::string> happened(AnApi& story, policy::Instant since) {
  std::vector<std::string> all;
  const auto rows = story.engine().state().read(
      [](relay::db::Connection& db) { return relay::catalog::openings(db, AnApi::feed()); });
  for (const auto& row : rows) {
    for (const policy::Step& step : row.opening.steps) {
      if (step.at <= since) continue;
      all.push_back(policy::rfc3339(step.at) + " " + row.group.text() + " " +
                    story.version(row.opening.release.number) + " to " + policy::show(step.to));
    }
  }
  std::ranges::sort(all);
  return all;
}

std::vector<std::string> forecast(AnApi& story) {
  std::vector<std::string> all;
  const auto answer = story.look("forecast", "days=40");
  for (const Value& event : answer["feeds"].items().at(0)["events"].items()) {
    REQUIRE(event["if"].null());
    all.push_back(event["at"].text() + " " + event["group"].text() + " " + event["version"].text() +
                  " to " + event["to"].text());
  }
  std::ranges::sort(all);
  return all;
}

/// The forecast of this moment, held against the forty days that follow.
void comes_true(AnApi& story, std::size_t events) {
  const auto since = story.clock.now();
  const auto said = forecast(story);
  CHECK(said.size() == events);
  story.pass(kAhead);
  CHECK(happened(story, since) == said);
}

std::string stages(const std::string& of) {
  return "groups:\n"
         "  - { name: pilot, match: [{ address: 127.0.0.0/8 }] }\n"
         "  - { name: office, match: [{ address: 127.0.0.0/8 }] }\n"
         "  - name: default\n"
         "paths:\n"
         "  - name: software\n"
         "    for: { class: software }\n"
         "    stages:\n"
         "      - groups: [pilot]\n"
         "        soak: 1d\n"
         "      - groups: [office, default]\n" +
         of;
}

/// Everybody runs "one"; "two" and "three" come on days 2 and 3.
struct AVendor : AnApi {
  explicit AVendor(const std::string& second_stage) : AnApi{stages(second_stage)} {
    vendor_has("agent.bin", "one");
    sync();
    adopt({"pilot", "office", "default"});
    pass(48h);
    vendor_has("agent.bin", "two");
    sync();
    pass(24h);
    vendor_has("agent.bin", "three");
    sync();
  }
};

}  // namespace

TEST_CASE("a forecast through soak and bake and train comes true", "[scenario][forecast]") {
  AVendor story{"        soak: 3d\n        gate: { bake: 2d }\n"};
  comes_true(story, 5);
}

TEST_CASE("a forecast of a ramp that waits for its window comes true", "[scenario][forecast]") {
  AVendor story{
      "        soak: 2d\n"
      "        window: work\n"
      "        ramp: [{ to: 5%, hold: 4h }, { to: 25%, hold: 1d }, { to: 100% }]\n"
      "calendars:\n"
      "  work:\n"
      "    zone: Europe/Helsinki\n"
      "    open: [{ days: [mon, wed], at: \"09:00\", for: 6h }]\n"};
  const auto said = forecast(story);
  CHECK(said.size() > 5);
  comes_true(story, said.size());
}

TEST_CASE("a forecast of what waits for a person names nobody's yes", "[scenario][forecast]") {
  AVendor story{"        approve: [{ role: release-manager, people: 1 }]\n"};
  const auto way = story.look("forecast", "days=40")["feeds"].items().at(0)["as_things_are"];
  REQUIRE(way.items().size() == 1);
  CHECK(way.items()[0]["groups"].items().at(0).text() == "office");
  CHECK(way.items()[0]["newer"].items().at(0)["reasons"].items().at(0)["sentence"].text() ==
        "nobody has approved it yet (release-manager)");
  comes_true(story, 1);
}
