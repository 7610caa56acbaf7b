#include "config/gate.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"

using namespace std::chrono_literals;
using policy::BasisPoints;
using tests::read_rule;
using tests::with_rule;
using tests::with_stages;

TEST_CASE("a gate is read with everything that it asks", "[config][gate]") {
  const auto stage = read_rule(
      "gate: { bake: 3d, survived: 80%, confirmed: 5, failed: 0.5%, silent: 1%, by: [model, os], "
      "watch: [pilot] }");
  CHECK(stage.gate == policy::Gate{.bake = 72h,
                                   .survived = policy::Quota{.share = BasisPoints{8'000}},
                                   .confirmed = policy::Quota{.devices = 5},
                                   .failed = BasisPoints{50},
                                   .silent = BasisPoints{100},
                                   .by = {"model", "os"},
                                   .watch = {*policy::GroupId::parse("pilot")},
                                   .mark = {12}});
  CHECK(read_rule("gate: { bake: 1s }").gate == policy::Gate{.bake = 1s, .mark = {12}});
}

TEST_CASE("a gate that cannot be read says all that is wrong", "[config][gate]") {
  CHECK(with_rule("gate: { survived: 0, confirmed: 0%, failed: 2, silent: 100%, baked: 1h }")
            .problems() ==
        "policy.yaml:12:15: 'bake' of a gate is missing\n"
        " 12 |         gate: { survived: 0, confirmed: 0%, failed: 2, silent: 100%, baked: 1h }\n"
        "                    ^\n"
        "policy.yaml:12:27: expected a number of devices such as 5, or a share such as 80%, found "
        "'0'\n"
        " 12 |         gate: { survived: 0, confirmed: 0%, failed: 2, silent: 100%, baked: 1h }\n"
        "                                ^\n"
        "policy.yaml:12:41: expected a number of devices such as 5, or a share such as 80%, found "
        "'0%'\n"
        " 12 |         gate: { survived: 0, confirmed: 0%, failed: 2, silent: 100%, baked: 1h }\n"
        "                                              ^\n"
        "policy.yaml:12:53: expected a limit from 0.01% to 99.99%, found '2'\n"
        " 12 |         gate: { survived: 0, confirmed: 0%, failed: 2, silent: 100%, baked: 1h }\n"
        "                                                          ^\n"
        "policy.yaml:12:64: expected a limit from 0.01% to 99.99%, found '100%'; leave it out "
        "where there is no limit\n"
        " 12 |         gate: { survived: 0, confirmed: 0%, failed: 2, silent: 100%, baked: 1h }\n"
        "                                                                     ^\n"
        "policy.yaml:12:70: 'baked' is not a setting of a gate; did you mean 'bake'?\n"
        " 12 |         gate: { survived: 0, confirmed: 0%, failed: 2, silent: 100%, baked: 1h }\n"
        "                                                                           ^\n");
}

TEST_CASE("what a gate lacks is told besides the sentence about it", "[config][gate]") {
  const auto problems = with_rule("gate: { baked: 1h }").read().problems;
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].missing == "bake");
  CHECK(problems[1].missing.empty());
}

TEST_CASE("a bake lasts", "[config][gate]") {
  CHECK(with_rule("gate: { bake: 0s }").problems() ==
        "policy.yaml:12:23: expected a duration above 0s such as 90m, 12h or 3d, found '0s'\n"
        " 12 |         gate: { bake: 0s }\n"
        "                            ^\n");
}

TEST_CASE("an attribute stands once in a gate's list", "[config][gate]") {
  CHECK(with_rule("gate: { bake: 1h, failed: 1%, by: [model, model] }")
            .problems()
            .find("policy.yaml:12:51: attribute 'model' stands twice in this list\n") !=
        std::string::npos);
  CHECK(with_rule("gate: { bake: 1h, failed: 1%, by: [] }")
            .problems()
            .find("policy.yaml:12:43: an empty 'by' tells nothing apart; leave it out\n") !=
        std::string::npos);
  CHECK(with_rule("gate: { bake: 1h, failed: 1%, by: [Model] }")
            .problems()
            .find("policy.yaml:12:44: expected a name of an attribute (") != std::string::npos);
}

TEST_CASE("a gate by attribute without a limit is warned of", "[config][gate]") {
  const auto policy = with_rule("gate: { bake: 1h, survived: 5, by: [model] }");
  CHECK(policy.problems() ==
        "policy.yaml:12:40: warning: 'by' judges failures and silence of each value by itself, "
        "and this gate limits neither; add 'failed' or 'silent'\n"
        " 12 |         gate: { bake: 1h, survived: 5, by: [model] }\n"
        "                                             ^\n");
  CHECK(policy.read().value);
  CHECK(with_rule("gate: { bake: 1h, silent: 1%, by: [model] }").problems().empty());
}

TEST_CASE("the first stage has nothing that a gate could watch", "[config][gate]") {
  CHECK(with_stages("      - groups: [pilot, default]\n        gate: { bake: 2h }\n").problems() ==
        "policy.yaml:11:9: a gate watches the stage before its own, and there is none before the "
        "first\n"
        " 11 |         gate: { bake: 2h }\n"
        "              ^\n");
}

TEST_CASE("a gate watches groups of earlier stages", "[config][gate]") {
  const auto watch = [](const std::string& groups) {
    return tests::APolicy{
        .groups =
            "groups:\n"
            "  - { name: pilot, match: [{ address: 10.1.9.0/24 }] }\n"
            "  - { name: office, match: [{ address: 10.2.0.0/16 }] }\n"
            "  - { name: default }\n",
        .paths =
            "paths:\n  - name: all\n    for: { class: intelligence }\n    stages:\n"
            "      - groups: [pilot]\n"
            "      - { groups: [office], soak: 1h, gate: { bake: 1h, watch: " +
            groups +
            " } }\n"
            "      - { groups: [default], soak: 2h, gate: { bake: 1h, watch: [pilot] } }\n"};
  };
  CHECK(watch("[pilot]").problems().empty());
  CHECK(watch("[office]").problems() ==
        "policy.yaml:12:65: a gate watches groups of earlier stages; 'office' is in its own\n"
        " 12 |       - { groups: [office], soak: 1h, gate: { bake: 1h, watch: [office] } }\n"
        "                                                                      ^\n");
  CHECK(watch("[default]").problems() ==
        "policy.yaml:12:65: a gate watches groups of earlier stages; 'default' is in no earlier "
        "one of this path\n"
        " 12 |       - { groups: [office], soak: 1h, gate: { bake: 1h, watch: [default] } }\n"
        "                                                                      ^\n");
  CHECK(watch("[pilto]").problems().starts_with(
      "policy.yaml:12:65: there is no group 'pilto'; did you mean 'pilot'?\n"));
  CHECK(watch("[pilot, pilot]")
            .problems()
            .starts_with("policy.yaml:12:72: group 'pilot' stands twice in this list\n"));
  CHECK(watch("[]").problems().starts_with(
      "policy.yaml:12:64: an empty 'watch' watches nobody; leave it out for the stage before\n"));
}
