#include "config/coherence.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"

using tests::APolicy;

TEST_CASE("a feed that no path is for is an error", "[config][coherence]") {
  const APolicy policy{.feeds =
                           "feeds:\n  clamav: { kind: clamav, upstream: https://vendor.example }\n"
                           "  rules: { kind: files, directory: x, class: configuration }\n"};
  CHECK(policy.problems() ==
        "policy.yaml:3: no path is for feed 'rules' or its class 'configuration', so nothing of "
        "it would open\n"
        "  3 |   rules: { kind: files, directory: x, class: configuration }\n"
        "        ^\n");
  CHECK_FALSE(policy.read().value);
}

TEST_CASE("a group in no stage is warned of and joins the last", "[config][coherence]") {
  const APolicy policy{
      .paths =
          "paths:\n"
          "  - { name: all, for: { class: intelligence }, stages: [{ groups: [pilot] }] }\n"
          "  - { name: unused, for: { class: software }, stages: [{ groups: [pilot] }] }\n"};
  CHECK(policy.problems() ==
        "policy.yaml:7: warning: group 'default' is in no stage of path 'all'; it joins the last "
        "one\n"
        "  7 |   - { name: all, for: { class: intelligence }, stages: [{ groups: [pilot] }] }\n"
        "        ^\n");
  CHECK(policy.read().value);
}

TEST_CASE("a gate that watches a group which the policy holds is warned of",
          "[config][coherence]") {
  const APolicy held{.limits = "limits:\n  - { feed: clamav, groups: [pilot], hold: true }\n"};
  CHECK(held.problems() ==
        "policy.yaml:9: warning: this gate never opens for feed 'clamav': it watches 'pilot', "
        "which line 11 holds\n"
        "  9 |     stages: [{ groups: [pilot] }, { groups: [default], soak: 4h, gate: { bake: 2h } "
        "}]\n"
        "          ^\n");
  CHECK(APolicy{.limits = "limits:\n  - { feed: clamav, groups: [default], hold: true }\n"}
            .problems()
            .empty());
}

TEST_CASE("what could not be read is not also missed", "[config][coherence]") {
  const APolicy policy{.paths = "paths:\n  - { name: all, for: { class: inteligence } }\n"};
  CHECK(policy.problems().find("no path is for") == std::string::npos);
}

TEST_CASE("a gate that watches another group than the held one opens", "[config][coherence]") {
  const APolicy policy{.groups =
                           "groups:\n"
                           "  - { name: pilot, match: [{ address: 10.1.9.0/24 }] }\n"
                           "  - { name: office, match: [{ address: 10.2.0.0/16 }] }\n"
                           "  - { name: default }\n",
                       .paths =
                           "paths:\n  - name: all\n    for: { class: intelligence }\n    stages:\n"
                           "      - { groups: [pilot, office] }\n"
                           "      - { groups: [default], gate: { bake: 1h, watch: [office] } }\n",
                       .limits = "limits:\n  - { feed: clamav, groups: [pilot], hold: true }\n"};
  CHECK(policy.problems().empty());
}

TEST_CASE("a calendar that no stage waits for is warned of", "[config][coherence]") {
  const APolicy policy{.limits = "calendars:\n  work: { zone: UTC }\n"};
  CHECK(policy.problems() ==
        "policy.yaml:11: warning: no stage waits for calendar 'work'; name it as a 'window'\n"
        " 11 |   work: { zone: UTC }\n"
        "        ^\n");
  auto used = tests::with_rule("window: work");
  used.limits = policy.limits;
  CHECK(used.problems().empty());
}
