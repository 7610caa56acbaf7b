#include "config/paths.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"

using namespace std::chrono_literals;
using tests::APolicy;
using tests::with_stages;

namespace {

APolicy with_paths(const std::string& lines) {
  return {.paths = "paths:\n" + lines};
}

}  // namespace

TEST_CASE("a path is read with the line of every rule", "[config][paths]") {
  const auto policy = with_stages(
      "      - groups: [pilot]\n"
      "      - groups: [default]\n"
      "        soak: 4h\n"
      "        gate: { bake: 2h }\n"
      "        approve:\n"
      "          - { role: release-manager, people: 2 }\n"
      "          - { role: service-owner }\n");
  CHECK(policy.problems().empty());
  const auto reading = policy.read();
  REQUIRE(reading.value);
  REQUIRE(reading.value->rules.paths.size() == 1);
  const policy::Path& path = reading.value->rules.paths[0];
  CHECK(path.name == "all");
  CHECK(path.classes == std::vector{policy::ContentClass::Intelligence});
  CHECK(path.feeds.empty());
  CHECK(path.mark == policy::Mark{7});
  REQUIRE(path.stages.size() == 2);
  CHECK(path.stages[0].mark == policy::Mark{10});
  CHECK(path.stages[0].soak == 0s);
  CHECK(path.stages[0].soak_mark == policy::Mark{0});
  CHECK_FALSE(path.stages[0].gate);
  CHECK(path.stages[1].groups == std::vector{policy::default_group()});
  CHECK(path.stages[1].soak == 4h);
  CHECK(path.stages[1].soak_mark == policy::Mark{12});
  CHECK(path.stages[1].gate == policy::Gate{.bake = 2h, .mark = {13}});
  CHECK(path.stages[1].approve == std::vector<policy::ApprovalLine>{{"release-manager", 2, {15}},
                                                                    {"service-owner", 1, {16}}});
}

TEST_CASE("a path is for feeds or classes by name", "[config][paths]") {
  const auto policy = with_paths(
      "  - { name: a, for: { feed: clamav }, stages: [{ groups: [pilot, default] }] }\n"
      "  - { name: b, for: { class: [software, configuration] }, stages: [{ groups: [default] }] "
      "}\n");
  CHECK(policy.problems().empty());
  const auto reading = policy.read();
  REQUIRE(reading.value);
  CHECK(reading.value->rules.paths[0].feeds == std::vector{*policy::FeedId::parse("clamav")});
  CHECK(reading.value->rules.paths[1].classes ==
        std::vector{policy::ContentClass::Software, policy::ContentClass::Configuration});
}

TEST_CASE("a slip in a rule's name is guessed", "[config][paths]") {
  CHECK(with_stages("      - groups: [pilot]\n        soack: 4h\n      - groups: [default]\n")
            .problems() ==
        "policy.yaml:11:9: 'soack' is not a setting of a stage; did you mean 'soak'?\n"
        " 11 |         soack: 4h\n"
        "              ^\n");
}

TEST_CASE("a rule that is written twice is refused whichever is stricter", "[config][paths]") {
  CHECK(with_stages("      - groups: [pilot]\n"
                    "      - groups: [default]\n"
                    "        soak: 4h\n"
                    "        soak: 0s\n")
            .problems() ==
        "policy.yaml:13:9: 'soak' is set twice; it is already set in line 12\n"
        " 13 |         soak: 0s\n"
        "              ^\n");
}

TEST_CASE("a name that nobody declared is guessed", "[config][paths]") {
  CHECK(with_paths("  - { name: a, for: { feed: clamv }, stages: [{ groups: [pilo] }] }\n"
                   "  - { name: b, for: { class: [inteligence] }, stages: [{ groups: [plants] }] "
                   "}\n")
            .problems() ==
        "policy.yaml:7:29: there is no feed 'clamv'; did you mean 'clamav'?\n"
        "  7 |   - { name: a, for: { feed: clamv }, stages: [{ groups: [pilo] }] }\n"
        "                                  ^\n"
        "policy.yaml:7:58: there is no group 'pilo'; did you mean 'pilot'?\n"
        "  7 |   - { name: a, for: { feed: clamv }, stages: [{ groups: [pilo] }] }\n"
        "                                                               ^\n"
        "policy.yaml:8:31: expected software, intelligence or configuration, found 'inteligence'; "
        "did you mean 'intelligence'?\n"
        "  8 |   - { name: b, for: { class: [inteligence] }, stages: [{ groups: [plants] }] }\n"
        "                                    ^\n"
        "policy.yaml:8:67: there is no group 'plants'; known: pilot, default\n"
        "  8 |   - { name: b, for: { class: [inteligence] }, stages: [{ groups: [plants] }] }\n"
        "                                                                        ^\n");
}

TEST_CASE("a group is in one stage of a path", "[config][paths]") {
  CHECK(with_stages("      - groups: [pilot]\n      - groups: [default, pilot]\n").problems() ==
        "policy.yaml:11:27: group 'pilot' is twice in this path; it is already in line 10\n"
        " 11 |       - groups: [default, pilot]\n"
        "                                ^\n");
}

TEST_CASE("rules that let nobody through or ask nobody are refused", "[config][paths]") {
  CHECK(with_paths("  - { name: a, for: {}, stages: [] }\n"
                   "  - { name: a, for: { class: intelligence }, stages: [{ groups: [] }] }\n"
                   "  - { name: c }\n")
            .problems() ==
        "policy.yaml:7:21: a path is for a 'feed' or a 'class'\n"
        "  7 |   - { name: a, for: {}, stages: [] }\n"
        "                          ^\n"
        "policy.yaml:7:33: a path without stages lets nothing through\n"
        "  7 |   - { name: a, for: {}, stages: [] }\n"
        "                                      ^\n"
        "policy.yaml:8:5: path 'a' is there twice; it is already in line 7\n"
        "  8 |   - { name: a, for: { class: intelligence }, stages: [{ groups: [] }] }\n"
        "          ^\n"
        "policy.yaml:8:65: a stage without groups lets nothing through\n"
        "  8 |   - { name: a, for: { class: intelligence }, stages: [{ groups: [] }] }\n"
        "                                                                      ^\n"
        "policy.yaml:9:5: 'for' of a path is missing\n"
        "  9 |   - { name: c }\n"
        "          ^\n"
        "policy.yaml:9:5: 'stages' of a path is missing\n"
        "  9 |   - { name: c }\n"
        "          ^\n");
}
