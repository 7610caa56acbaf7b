#include "config/groups.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"

using tests::APolicy;

namespace {

APolicy with_groups(const std::string& lines) {
  return {.groups = "groups:\n" + lines,
          .paths =
              "paths: [{ name: all, for: { class: intelligence }, stages: [{ groups: [default] }] "
              "}]\n"};
}

}  // namespace

TEST_CASE("groups keep their order and say where they stand", "[config][groups]") {
  const auto reading = APolicy{}.read();
  REQUIRE(reading.value);
  const auto& groups = reading.value->rules.groups;
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].id.text() == "pilot");
  CHECK(groups[0].addresses == std::vector{*policy::Network::parse("10.1.9.0/24")});
  CHECK(groups[0].mark == policy::Mark{4});
  CHECK(groups[1].id == policy::default_group());
  CHECK(groups[1].addresses.empty());
}

TEST_CASE("the default group is last and matches nothing", "[config][groups]") {
  CHECK(with_groups("  - { name: default }\n  - { name: a, match: [{ address: 10.0.0.1 }] }\n")
            .problems() ==
        "policy.yaml:4: group 'default' must be the last one; it is everybody who is in no other\n"
        "  4 |   - { name: default }\n"
        "        ^\n");
  CHECK(with_groups("  - { name: default, match: [{ address: 10.0.0.1 }] }\n").problems() ==
        "policy.yaml:4:22: 'default' is everybody else; it matches nothing\n"
        "  4 |   - { name: default, match: [{ address: 10.0.0.1 }] }\n"
        "                           ^\n");
}

TEST_CASE("a policy without a default group is refused", "[config][groups]") {
  CHECK(APolicy{.groups = "groups:\n  - { name: pilot, match: [{ address: 10.0.0.1 }] }\n",
                .paths = "paths: [{ name: all, for: { class: intelligence }, stages: [{ groups: "
                         "[pilot] }] }]\n"}
            .problems() ==
        "policy.yaml:4:3: group 'default' is missing; it is the last one, for everybody else\n"
        "  4 |   - { name: pilot, match: [{ address: 10.0.0.1 }] }\n"
        "        ^\n");
}

TEST_CASE("a group has one entry and says whom it matches", "[config][groups]") {
  CHECK(with_groups("  - { name: a, match: [{ address: 10.0.0.1 }] }\n"
                    "  - { name: a, match: [{ address: 10.0.0.2 }] }\n"
                    "  - { name: b }\n"
                    "  - { name: c, match: [] }\n"
                    "  - { name: d, match: [{}] }\n"
                    "  - { name: default }\n")
            .problems() ==
        "policy.yaml:5:5: group 'a' is there twice; it is already in line 4\n"
        "  5 |   - { name: a, match: [{ address: 10.0.0.2 }] }\n"
        "          ^\n"
        "policy.yaml:6:5: 'match' of a group is missing\n"
        "  6 |   - { name: b }\n"
        "          ^\n"
        "policy.yaml:7:23: a group that matches nothing has no devices\n"
        "  7 |   - { name: c, match: [] }\n"
        "                            ^\n"
        "policy.yaml:8:24: a match names an 'address', whom it is 'enrolled' for, or 'attributes'\n"
        "  8 |   - { name: d, match: [{}] }\n"
        "                             ^\n");
}

TEST_CASE("a group matches devices by what they are enrolled for and by attributes",
          "[config][groups]") {
  const auto reading = with_groups(
                           "  - { name: pilot, match: [{ enrolled: pilot }, { enrolled: office,\n"
                           "      attributes: { model: t14, certificate.ou: Office } }, { address: "
                           "10.1.9.0/24 }] }\n"
                           "  - { name: office, match: [{ attributes: { model: T 480 } }] }\n"
                           "  - { name: default }\n")
                           .read();
  REQUIRE(reading.value);
  const auto& groups = reading.value->rules.groups;
  CHECK(groups[0].addresses == std::vector{*policy::Network::parse("10.1.9.0/24")});
  CHECK(groups[0].devices == std::vector<policy::Match>{
                                 {.enrolled = "pilot"},
                                 {.enrolled = "office",
                                  .attributes = {{"certificate.ou", "Office"}, {"model", "t14"}}}});
  CHECK(groups[1].devices == std::vector<policy::Match>{{.attributes = {{"model", "T 480"}}}});
  CHECK(groups[2].devices.empty());
}

TEST_CASE("a match that says nothing or two things is refused", "[config][groups]") {
  CHECK(with_groups("  - { name: a, match: [{ enrolled: a, address: 10.0.0.1 }] }\n"
                    "  - { name: b, match: [{ enrolled: bb }] }\n"
                    "  - { name: c, match: [{ attributes: {} }] }\n"
                    "  - { name: d, match: [{ attributes: [model] }] }\n"
                    "  - { name: e, match: [{ attributes: { Model: t14 } }] }\n"
                    "  - { name: f, match: [{ attributes: { model: [t14] } }] }\n"
                    "  - { name: g, match: [{ attributes: { m: a, m: b } }] }\n"
                    "  - { name: h, match: [{ enrolled: }] }\n"
                    "  - { name: default }\n")
            .problems() ==
        "policy.yaml:4:39: 'address' stands alone in a match; a device with a credential is never "
        "known by its address\n"
        "  4 |   - { name: a, match: [{ enrolled: a, address: 10.0.0.1 }] }\n"
        "                                            ^\n"
        "policy.yaml:5:36: there is no group 'bb'; known: a, b, c, d, e, f, g, h, default\n"
        "  5 |   - { name: b, match: [{ enrolled: bb }] }\n"
        "                                         ^\n"
        "policy.yaml:6:38: 'attributes' of a match names none\n"
        "  6 |   - { name: c, match: [{ attributes: {} }] }\n"
        "                                           ^\n"
        "policy.yaml:7:38: expected attributes such as { model: t14 }, found a list\n"
        "  7 |   - { name: d, match: [{ attributes: [model] }] }\n"
        "                                           ^\n"
        "policy.yaml:8:40: the name of an attribute is 1 to 64 of a-z 0-9 - _ . beginning with a "
        "letter or digit\n"
        "  8 |   - { name: e, match: [{ attributes: { Model: t14 } }] }\n"
        "                                             ^\n"
        "policy.yaml:9:47: expected the value of an attribute, found a list\n"
        "  9 |   - { name: f, match: [{ attributes: { model: [t14] } }] }\n"
        "                                                    ^\n"
        "policy.yaml:10:46: attribute 'm' is there twice\n"
        " 10 |   - { name: g, match: [{ attributes: { m: a, m: b } }] }\n"
        "                                                   ^\n"
        "policy.yaml:11:26: 'enrolled' has no value\n"
        " 11 |   - { name: h, match: [{ enrolled: }] }\n"
        "                               ^\n");
}

TEST_CASE("a group says what its devices are like", "[config][groups]") {
  const auto groups = [](const std::string& settings) {
    return with_groups("  - { name: a, match: [{ address: 10.1.0.0/16 }], " + settings + " }\n" +
                       "  - { name: default, " + settings + " }\n");
  };
  const auto written = groups("ephemeral: true, reboot_allowance: 1s, cohort: sticky").read();
  REQUIRE(written.value);
  for (const auto& group : written.value->rules.groups) {
    CAPTURE(group.id.text());
    CHECK(group.ephemeral);
    CHECK(group.reboot_allowance == std::chrono::seconds{1});
    CHECK(group.sticky);
  }
  const auto other = groups("ephemeral: false, cohort: fresh").read();
  REQUIRE(other.value);
  for (const auto& group : other.value->rules.groups) {
    CAPTURE(group.id.text());
    CHECK_FALSE(group.ephemeral);
    CHECK(group.reboot_allowance == std::chrono::seconds{0});
    CHECK_FALSE(group.sticky);
  }
}

TEST_CASE("what a group's devices are like is one of the known words", "[config][groups]") {
  CHECK(with_groups("  - { name: default, ephemeral: 1, reboot_allowance: 0s, cohort: stiky }\n")
            .problems() ==
        "policy.yaml:4:33: expected true or false, found '1'\n"
        "  4 |   - { name: default, ephemeral: 1, reboot_allowance: 0s, cohort: stiky }\n"
        "                                      ^\n"
        "policy.yaml:4:54: expected a duration above 0s such as 90m, 12h or 3d, found '0s'\n"
        "  4 |   - { name: default, ephemeral: 1, reboot_allowance: 0s, cohort: stiky }\n"
        "                                                           ^\n"
        "policy.yaml:4:66: expected fresh or sticky, found 'stiky'; did you mean 'sticky'?\n"
        "  4 |   - { name: default, ephemeral: 1, reboot_allowance: 0s, cohort: stiky }\n"
        "                                                                       ^\n");
}

TEST_CASE("a network is written with nothing behind its prefix", "[config][groups]") {
  CHECK(with_groups("  - { name: a, match: [{ address: 10.1.9.3/24 }] }\n  - { name: default }\n")
            .problems() ==
        "policy.yaml:4:35: expected an address or network such as 10.1.9.0/24, found "
        "'10.1.9.3/24'; the bits after the prefix are zero\n"
        "  4 |   - { name: a, match: [{ address: 10.1.9.3/24 }] }\n"
        "                                        ^\n");
}

TEST_CASE("a narrow group before a wide one is how exceptions are written", "[config][groups]") {
  const auto policy =
      APolicy{.groups =
                  "groups:\n"
                  "  - { name: pilot, match: [{ address: 10.1.9.0/24 }] }\n"
                  "  - { name: office, match: [{ address: 10.1.0.0/16 }] }\n"
                  "  - { name: default }\n",
              .paths =
                  "paths: [{ name: all, for: { class: intelligence }, stages: [{ groups: [pilot, "
                  "office, default] }] }]\n"};
  CHECK(policy.problems().empty());
}

TEST_CASE("a group behind one that has its addresses already is warned of", "[config][groups]") {
  const auto policy = APolicy{
      .groups =
          "groups:\n"
          "  - { name: office, match: [{ address: 10.1.0.0/16 }] }\n"
          "  - { name: pilot, match: [{ address: 10.1.9.0/24 }, { address: 10.2.9.0/24 }] }\n"
          "  - { name: default }\n",
      .paths =
          "paths: [{ name: all, for: { class: intelligence }, stages: [{ groups: [pilot, "
          "office, default] }] }]\n"};
  CHECK(policy.problems() ==
        "policy.yaml:5:39: warning: nobody is in 'pilot' by 10.1.9.0/24; group 'office' in line 4 "
        "comes first and has these addresses\n"
        "  5 |   - { name: pilot, match: [{ address: 10.1.9.0/24 }, { address: 10.2.9.0/24 }] }\n"
        "                                            ^\n");
  CHECK(policy.read().value);
}
