#pragma once

#include <string>

#include "config/scenario.h"
#include "tests/config/shown.h"

namespace tests {

/// A scenario that is right, in parts that a test can replace.
struct AScenarioText {
  std::string head =
      "name: a day\n"
      "start: 2026-03-02T00:00:00Z\n"
      "length: 1d\n";
  std::string feed = "feed: { name: content, class: intelligence }\n";
  std::string fleet = "fleet: [{ group: pilot, devices: 200 }]\n";
  std::string vendor = "vendor: [{ at: 2h, version: one }]\n";
  std::string rest{};  ///< From line 7 on.

  std::string text() const { return head + feed + fleet + vendor + rest; }
  config::Reading<policy::simulate::Scenario> read() const {
    return config::read_scenario("scenarios/a.yaml", text());
  }
  std::string problems() const { return shown(read(), text()); }
  /// Of a text that has no problem.
  policy::simulate::Scenario good() const {
    const auto reading = read();
    policy::require(reading.value && reading.problems.empty(),
                    "the scenario of this test is right");
    return *reading.value;
  }
};

/// These lines stand from line 6 on.
inline AScenarioText with_fleet(const std::string& lines) {
  return {.fleet = "fleet:\n" + lines};
}
/// From line 7 on.
inline AScenarioText with_vendor(const std::string& lines) {
  return {.vendor = "vendor:\n" + lines};
}
/// In line 7, or from there on.
inline AScenarioText with(const std::string& lines) {
  return {.rest = lines + "\n"};
}

}  // namespace tests
