#include "config/bypass.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"

using namespace std::chrono_literals;
using tests::APolicy;

namespace {

/// The section stands in line 10.
APolicy with_bypass(const std::string& settings) {
  return {.limits = "bypass: " + settings + "\n"};
}

policy::BypassRules good_bypass(const std::string& settings) {
  const auto policy = with_bypass(settings);
  CHECK(policy.problems().empty());
  const auto reading = policy.read();
  REQUIRE(reading.value);
  return reading.value->rules.bypass;
}

}  // namespace

TEST_CASE("a bypass says who may and for how long", "[config][bypass]") {
  const auto bypass = good_bypass(
      "{ normal: [{ role: a }], high_risk: [{ role: a, people: 2 }], at_most: 12h, break_glass: { "
      "at_most: 4h, review_within: 8h } }");
  CHECK(bypass.normal == std::vector<policy::ApprovalLine>{{"a", 1, {10}}});
  CHECK(bypass.high_risk == std::vector<policy::ApprovalLine>{{"a", 2, {10}}});
  CHECK(bypass.at_most == 12h);
  CHECK(bypass.break_glass_at_most == 4h);
  CHECK(bypass.review_within == 8h);
  CHECK(bypass.mark == policy::Mark{10});
}

TEST_CASE("without the section nobody may let a release skip rules", "[config][bypass]") {
  const auto bypass = APolicy{}.read().value->rules.bypass;
  CHECK(bypass.normal.empty());
  CHECK(bypass.high_risk.empty());
  CHECK(bypass.break_glass_at_most == 0s);
}

TEST_CASE("a bypass has people or is a break-glass alone", "[config][bypass]") {
  CHECK(good_bypass("{ normal: [{ role: a }] }").at_most == 24h);
  CHECK(good_bypass("{ break_glass: { at_most: 1s, review_within: 1h } }").normal.empty());
  CHECK(with_bypass("{}").problems() ==
        "policy.yaml:10:9: 'normal' of a bypass is missing\n"
        " 10 | bypass: {}\n"
        "              ^\n");
  for (const auto* other : {"high_risk: [{ role: a }]", "at_most: 1h"}) {
    CAPTURE(other);
    CHECK(with_bypass("{ break_glass: { at_most: 4h, review_within: 8h }, " + std::string{other} +
                      " }")
              .problems()
              .starts_with("policy.yaml:10:9: 'normal' of a bypass is missing\n"));
  }
}

TEST_CASE("a bypass lasts for a while", "[config][bypass]") {
  CHECK(with_bypass("{ normal: [{ role: a }], at_most: 0s, break_glass: { at_most: 0s } }")
            .problems() ==
        "policy.yaml:10:43: expected a duration above 0s such as 90m, 12h or 3d, found '0s'\n"
        " 10 | bypass: { normal: [{ role: a }], at_most: 0s, break_glass: { at_most: 0s } }\n"
        "                                                ^\n"
        "policy.yaml:10:60: 'review_within' of a break_glass is missing\n"
        " 10 | bypass: { normal: [{ role: a }], at_most: 0s, break_glass: { at_most: 0s } }\n"
        "                                                                 ^\n"
        "policy.yaml:10:71: expected a duration above 0s such as 90m, 12h or 3d, found '0s'\n"
        " 10 | bypass: { normal: [{ role: a }], at_most: 0s, break_glass: { at_most: 0s } }\n"
        "                                                                            ^\n");
}
