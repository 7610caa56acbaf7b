#pragma once

#include <string>
#include <vector>

#include "config/policy.h"
#include "config/problem.h"
#include "config/settings.h"

namespace tests {

/// All problems of a reading as a person sees them, one after the other.
template <class T>
std::string shown(const config::Reading<T>& reading, const std::string& text) {
  std::string all;
  for (const auto& problem : reading.problems) all += config::show(problem, text);
  return all;
}

/// A machine that knows two time zones, and three files of holidays: one day, none, and no
/// calendar.
inline config::Outside an_outside() {
  using Holidays = policy::Result<std::vector<policy::Closed>, std::string>;
  const auto zone = [](std::string_view name) -> std::optional<policy::Zone> {
    if (name == "UTC") return policy::Zone{};
    if (name != "Europe/Helsinki") return std::nullopt;
    return policy::Zone{.name = "Europe/Helsinki", .offset = std::chrono::hours{2}};
  };
  const auto holidays = [](const std::filesystem::path& file, const policy::Zone&) -> Holidays {
    const auto name = file.filename();
    if (name == "none.ics") return std::vector<policy::Closed>{};
    if (name == "broken.ics") return policy::Refused{std::string{"line 3: no END:VEVENT"}};
    const std::chrono::local_days day{std::chrono::year{2026} / 12 / 6};
    return std::vector<policy::Closed>{
        {.from = day, .until = day + std::chrono::days{1}, .why = "Independence Day"}};
  };
  return {.zone = zone,
          .zone_names =
              [] {
                return std::vector<std::string>{"Europe/Helsinki", "UTC"};
              },
          .holidays = holidays};
}

inline std::string problems_of_settings(const std::string& text) {
  return shown(config::read_settings("sluice.yaml", text), text);
}

inline std::string problems_of_policy(const std::string& text) {
  return shown(config::read_policy("policy.yaml", text, an_outside()), text);
}

/// A policy that is right, in parts that a test can replace.
struct APolicy {
  std::string feeds = "feeds:\n  clamav: { kind: clamav, upstream: https://vendor.example }\n";
  std::string groups =
      "groups:\n"
      "  - { name: pilot, match: [{ address: 10.1.9.0/24 }] }\n"
      "  - { name: default }\n";
  std::string paths =
      "paths:\n"
      "  - name: all\n"
      "    for: { class: intelligence }\n"
      "    stages: [{ groups: [pilot] }, { groups: [default], soak: 4h, gate: { bake: 2h } }]\n";
  std::string limits{};

  std::string text() const { return feeds + groups + paths + limits; }
  config::Reading<config::Policy> read() const {
    return config::read_policy("policy.yaml", text(), an_outside());
  }
  std::string problems() const { return shown(read(), text()); }
};

/// A path for clamav with these stages; the first of their lines is line 10.
inline APolicy with_stages(const std::string& lines) {
  return {.paths =
              "paths:\n  - name: all\n    for: { class: intelligence }\n    stages:\n" + lines};
}

/// A second stage, for everybody, with one more setting in line 12, which begins in column 9.
inline APolicy with_rule(const std::string& setting) {
  return with_stages("      - groups: [pilot]\n      - groups: [default]\n        " + setting +
                     "\n");
}

/// What that second stage became; warnings are no matter here.
inline policy::Stage read_rule(const std::string& setting) {
  const auto reading = with_rule(setting).read();
  policy::require(reading.value.has_value(), "the rule of this test can be read");
  return reading.value->rules.paths.at(0).stages.at(1);
}

}  // namespace tests
