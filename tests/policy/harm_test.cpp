#include <catch2/catch.hpp>

#include "policy/experience.h"

using policy::BasisPoints;
using policy::Control;
using policy::Experience;
using policy::Gate;

namespace {

const Gate kSilence{.silent = BasisPoints{300}};
const Gate kFailures{.failed = BasisPoints{100}};

Experience with(std::uint64_t mature, std::uint64_t failed, std::uint64_t silent = 0) {
  Experience experience;
  experience.all = {.taken = mature,
                    .mature = mature,
                    .survived = mature - failed - silent,
                    .confirmed = 0,
                    .failed = failed,
                    .silent = silent};
  experience.control = {Control::Of::OtherGroups, 300, 9};
  return experience;
}

/// The fewest failures of 200 that halt; 201 when none do.
std::uint64_t fewest(const Gate& gate, std::uint64_t looks) {
  for (std::uint64_t failed = 0; failed <= 200; ++failed) {
    auto experience = with(200, failed);
    experience.looks = looks;
    if (policy::harm(gate, experience, false)) return failed;
  }
  return 201;
}

}  // namespace

TEST_CASE("a halt says what it has seen", "[policy][halt]") {
  CHECK(policy::harm(kFailures, with(200, 40), false) ==
        "failures 40 of 200 are over the limit 1% with 99.9% certainty");
  CHECK(policy::harm(kSilence, with(200, 0, 150), false) ==
        "silence 150 of 200 against 9 of 300 in other groups is over the limit 3% with 99.9% "
        "certainty");
}

TEST_CASE("failures halt where the exact chance of so many is spent and not one below",
          "[policy][halt]") {
  const double spent = 0.001 * 6 / (3.14159265358979 * 3.14159265358979);
  const auto first = fewest(kFailures, 0);
  CHECK(policy::at_least({first, 200}, 0.01) < spent);
  CHECK(policy::at_least({first - 1, 200}, 0.01) >= spent);
}

TEST_CASE("a halt wants more the more often it was looked at", "[policy][halt]") {
  // With 1 % of 200 the chances of 8 to 12 or more are 1e-3, 2.1e-4, 4.0e-5, 6.9e-6 and 1.1e-6; a
  // first look may spend 6.1e-4, a second a quarter of that, the 128th to 255th a 64th.
  CHECK(fewest(kFailures, 0) == 9);
  CHECK(fewest(kFailures, 1) == 10);
  CHECK(fewest(kFailures, 200) == 11);
  // There were never more looks that could tell than there are takes.
  CHECK(fewest(kFailures, 1'000'000) == 11);
}

TEST_CASE("a halt wants more where more limits are looked at", "[policy][halt]") {
  Gate both = kFailures;
  both.silent = BasisPoints{300};
  CHECK(fewest(kFailures, 3) == 10);
  CHECK(fewest(both, 3) == 11);
}

TEST_CASE("no gate and no takes halt nothing", "[policy][halt]") {
  CHECK_FALSE(policy::harm({}, with(200, 200), false));
  CHECK_FALSE(policy::harm(kFailures, {}, false));
  CHECK_FALSE(policy::harm({.failed = policy::kNobody, .silent = policy::kNobody}, {}, false));
}

TEST_CASE("one failure halts nothing unless none is allowed", "[policy][halt]") {
  CHECK_FALSE(policy::harm(kFailures, with(1, 1), false));
  CHECK(policy::harm({.failed = policy::kNobody}, with(1, 1), false));
}

TEST_CASE("silence halts nothing without a control or in an ephemeral group", "[policy][halt]") {
  auto experience = with(200, 0, 200);
  CHECK(policy::harm(kSilence, experience, false));
  CHECK_FALSE(policy::harm(kSilence, experience, true));
  experience.control = {Control::Of::OtherGroups, 9, 0};
  CHECK_FALSE(policy::harm(kSilence, experience, false));
  experience.control = {};
  CHECK_FALSE(policy::harm(kSilence, experience, false));
}

TEST_CASE("the dead of earlier releases halt no later one", "[policy][halt]") {
  auto experience = with(180, 0);
  experience.dead = 20;
  CHECK_FALSE(policy::harm(kSilence, experience, false));
}

TEST_CASE("a model that dies halts though the whole is within the limit", "[policy][halt]") {
  Gate gate = kFailures;
  auto experience = with(2'000, 10);
  experience.by["model"]["T14"] = {.taken = 10, .mature = 10, .failed = 10};
  CHECK_FALSE(policy::harm(gate, experience, false));
  gate.by = {"model"};
  CHECK(policy::harm(gate, experience, false) ==
        "model 'T14': failures 10 of 10 are over the limit 1% with 99.9% certainty");
  experience.by["model"]["T14"] = {.taken = 9, .mature = 9, .failed = 9};
  CHECK_FALSE(policy::harm(gate, experience, false));
}
