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

inline std::string problems_of_settings(const std::string& text) {
  return shown(config::read_settings("sluice.yaml", text), text);
}

inline std::string problems_of_policy(const std::string& text) {
  return shown(config::read_policy("policy.yaml", text), text);
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
    return config::read_policy("policy.yaml", text());
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
