#include "config/scenario_vendor.h"

#include <catch2/catch.hpp>

#include "tests/config/a_scenario_text.h"

using namespace std::chrono_literals;
using policy::simulate::Damage;
using tests::with_vendor;

namespace {

/// One release with this fault, which begins in line 7, column 36.
tests::AScenarioText bad(const std::string& settings) {
  return with_vendor("  - { at: 2h, version: one, bad: { " + settings + " } }\n");
}

}  // namespace

TEST_CASE("a release is good unless it says what it does", "[config][scenario]") {
  const auto scenario =
      with_vendor(
          "  - { at: 2h, version: one, marks: { major: true, engine: 1.2 } }\n"
          "  - { at: 2h, version: two, bad: { does: fail, after: 2d, share: 0.5% } }\n")
          .good();
  REQUIRE(scenario.vendor.size() == 2);
  CHECK_FALSE(scenario.vendor[0].fault);
  CHECK(scenario.vendor[0].marks == policy::Marks{.major = true, .engine = "1.2"});
  REQUIRE(scenario.vendor[1].fault);
  CHECK(scenario.vendor[1].fault->does == Damage::Fail);
  CHECK(scenario.vendor[1].fault->after == 48h);
  CHECK(scenario.vendor[1].fault->share == policy::BasisPoints{50});
  CHECK(scenario.vendor[1].fault->model.empty());
  const auto plain = bad("does: false-positive").good().vendor[0].fault;
  CHECK(plain->does == Damage::FalsePositive);
  CHECK(plain->after == 0s);
  CHECK(plain->share == policy::kEverybody);
}

TEST_CASE("what a bad release does is one of three words", "[config][scenario]") {
  CHECK(bad("does: fall_silent").problems() ==
        "scenarios/a.yaml:7:42: expected fall-silent, fail or false-positive, found 'fall_silent'; "
        "did you mean 'fall-silent'?\n"
        "  7 |   - { at: 2h, version: one, bad: { does: fall_silent } }\n"
        "                                               ^\n");
  CHECK(bad("share: 5%").problems() ==
        "scenarios/a.yaml:7:34: 'does' of a bad release is missing\n"
        "  7 |   - { at: 2h, version: one, bad: { share: 5% } }\n"
        "                                       ^\n");
}

TEST_CASE("a fault's model is one that a group has", "[config][scenario]") {
  tests::AScenarioText text = bad("does: fail, model: t15");
  text.fleet = "fleet: [{ group: a, devices: 9, models: [{ name: t14, share: 100% }] }]\n";
  CHECK(text.problems() ==
        "scenarios/a.yaml:7:55: no group of the fleet has model 't15'; did you mean 't14'?\n"
        "  7 |   - { at: 2h, version: one, bad: { does: fail, model: t15 } }\n"
        "                                                            ^\n");
  text.vendor = bad("does: fail, model: t14").vendor;
  CHECK(text.good().vendor[0].fault->model == "t14");
}

TEST_CASE("a series is numbered from its beginning to before its end", "[config][scenario]") {
  const auto vendor = with_vendor(
                          "  - { every: 8h, from: 0s, until: 16h, version: day, marks: { kernel: "
                          "true } }\n"
                          "  - { at: 17h, version: extra }\n")
                          .good()
                          .vendor;
  REQUIRE(vendor.size() == 3);
  CHECK(vendor[0].version.text() == "day-1");
  CHECK(vendor[1].version.text() == "day-2");
  CHECK(vendor[1].at - vendor[0].at == 8h);
  CHECK(vendor[1].marks.kernel);
  CHECK(vendor[2].version.text() == "extra");
}

TEST_CASE("a series ends after it begins and has no bad release", "[config][scenario]") {
  CHECK(with_vendor("  - { every: 1h, from: 2h, until: 2h, version: a }\n").problems() ==
        "scenarios/a.yaml:7:35: a series ends after it begins\n"
        "  7 |   - { every: 1h, from: 2h, until: 2h, version: a }\n"
        "                                        ^\n");
  CHECK(with_vendor("  - { every: 1h, from: 2h, until: 4h, version: a, bad: { does: fail } }\n")
            .problems() ==
        "scenarios/a.yaml:7:51: 'bad' is not a setting of a series of releases; known: every, "
        "from, until, version, marks\n"
        "  7 |   - { every: 1h, from: 2h, until: 4h, version: a, bad: { does: fail } }\n"
        "                                                        ^\n");
}

TEST_CASE("releases stand in order of time", "[config][scenario]") {
  CHECK(with_vendor("  - { at: 3h, version: b }\n  - { at: 2h, version: a }\n").problems() ==
        "scenarios/a.yaml:8:5: releases stand in order of time, and 'a' comes at 2026-03-02 02:00 "
        "UTC, before 'b' at 2026-03-02 03:00 UTC\n"
        "  8 |   - { at: 2h, version: a }\n"
        "          ^\n");
  CHECK(with_vendor("  - { every: 1h, from: 0s, until: 4h, version: a }\n"
                    "  - { every: 1h, from: 2h, until: 6h, version: b }\n")
            .problems() ==
        "scenarios/a.yaml:8:5: releases stand in order of time, and 'b-1' comes at 2026-03-02 "
        "02:00 UTC, before 'a-4' at 2026-03-02 03:00 UTC\n"
        "  8 |   - { every: 1h, from: 2h, until: 6h, version: b }\n"
        "          ^\n");
}

TEST_CASE("a version is there once", "[config][scenario]") {
  CHECK(with_vendor("  - { at: 2h, version: a-1 }\n"
                    "  - { every: 1h, from: 3h, until: 6h, version: a }\n")
            .problems() ==
        "scenarios/a.yaml:8:5: version 'a-1' is there twice; it is already in line 7\n"
        "  8 |   - { every: 1h, from: 3h, until: 6h, version: a }\n"
        "          ^\n");
}

TEST_CASE("a vendor publishes something and at most ten thousand releases", "[config][scenario]") {
  CHECK(tests::AScenarioText{.vendor = "vendor: []\n"}.problems() ==
        "scenarios/a.yaml:6:9: a vendor who publishes nothing shows nothing of a policy\n"
        "  6 | vendor: []\n"
        "              ^\n");
  const auto series = [](const std::string& until) {
    return with_vendor("  - { every: 1s, from: 0s, until: " + until + ", version: a }\n");
  };
  CHECK(series("10000s").good().vendor.size() == 10'000);
  CHECK(series("10001s").problems() ==
        "scenarios/a.yaml:7:5: a scenario has at most 10000 releases\n"
        "  7 |   - { every: 1s, from: 0s, until: 10001s, version: a }\n"
        "          ^\n");
}

TEST_CASE("a version of a series leaves room for its number", "[config][scenario]") {
  const auto named = [](std::size_t length) {
    return with_vendor(
        "  - { every: 1h, from: 0s, until: 2h, version: " + std::string(length, 'v') + " }\n");
  };
  CHECK(named(254).problems().empty());
  CHECK(named(255).problems().starts_with(
      "scenarios/a.yaml:7:48: expected the beginning of a version, and a shorter one, found 255 "
      "characters of text\n"));
}
