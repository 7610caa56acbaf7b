#include "config/delays.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"

using tests::APolicy;

namespace {

/// The ceiling stands in line 14, below stages that need 8h and 2h, 1h and a ramp of 1h.
APolicy with_ceiling(const std::string& ceiling) {
  return tests::with_stages(
      "      - { groups: [pilot], soak: 1h, ramp: [{ to: 50%, hold: 7h }, { to: 100% }] }\n"
      "      - groups: [default]\n"
      "        gate: { bake: 2h }\n"
      "        ramp: [{ to: 5%, hold: 30m }, { to: 10%, hold: 30m }, { to: 100% }]\n"
      "    freshness: { ceiling: " +
      ceiling + ", then: alarm }\n");
}

}  // namespace

TEST_CASE("a ceiling below the soaks and bakes on the way is warned of", "[config][delays]") {
  CHECK(with_ceiling("11h").problems().empty());
  const auto policy = with_ceiling("39599s");
  CHECK(policy.problems() ==
        "policy.yaml:14: warning: the soaks, bakes and ramps on the way to all of stage 2 add up "
        "to 11h, more than this ceiling of 10h 59m 59s\n"
        " 14 |     freshness: { ceiling: 39599s, then: alarm }\n"
        "          ^\n");
  CHECK(policy.read().value);
}

TEST_CASE("the first stage beyond a ceiling is named", "[config][delays]") {
  CHECK(with_ceiling("7h").problems().starts_with(
      "policy.yaml:14: warning: the soaks, bakes and ramps on the way to all of stage 1 add up to "
      "8h, more than this ceiling of 7h\n"));
}

TEST_CASE("a later stage that asks nothing more than the first is warned of", "[config][delays]") {
  const auto second = [](const std::string& setting) {
    auto policy = tests::with_stages(
        "      - { groups: [pilot], soak: 1h }\n      - { groups: [default]" + setting + " }\n");
    policy.limits = "calendars: { work: { zone: UTC } }\n";
    return policy;
  };
  const std::string warning =
      "policy.yaml:11: warning: this stage opens together with the first: it has no gate and no "
      "longer soak\n";
  CHECK(second("").problems().starts_with(warning));
  CHECK(second(", soak: 1h").problems().starts_with(warning));
  CHECK(second(", ramp: [{ to: 100% }]").problems().starts_with(warning));
  for (const auto* more :
       {", soak: 3601s", ", gate: { bake: 1s }", ", checks: [a]", ", approve: [{ role: a }]",
        ", approve_high_risk: [{ role: a }]", ", window: work"}) {
    CAPTURE(more);
    CHECK(second(more).problems().find("opens together") == std::string::npos);
  }
}
