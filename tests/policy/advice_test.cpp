#include "policy/advice.h"

#include <cmath>

#include <catch2/catch.hpp>

using policy::BasisPoints;
using policy::Gate;
using policy::Quota;

TEST_CASE("a pilot of 5 sees a fault of 5 % in 22.6 % of cases", "[policy][advice]") {
  CHECK(policy::sees(5, 0.05) == Approx(0.2262190625));
  CHECK(policy::sees(1, 0.05) == Approx(0.05));
  CHECK(policy::sees(8'500'000, 1e-9) == Approx(0.008463977).epsilon(1e-6));
}

TEST_CASE("nobody sees nothing and anybody sees what hits all", "[policy][advice]") {
  CHECK(policy::sees(0, 0.5) == 0);
  CHECK(policy::sees(5, 0) == 0);
  CHECK(policy::sees(1, 1) == 1);
  CHECK(policy::sees(0, 1) == 0);
}

TEST_CASE("to see a fault of 5 % with 95 % takes 59 devices", "[policy][advice]") {
  CHECK(policy::devices_for(0.05, 0.95) == 59U);
  CHECK(policy::sees(58, 0.05) < 0.95);
  CHECK(policy::sees(59, 0.05) >= 0.95);
  CHECK(policy::devices_for(0.5, 0.75) == 2U);
  CHECK(policy::devices_for(1, 0.95) == 1U);
  CHECK(policy::devices_for(1, 1) == 1U);
  CHECK(policy::devices_for(0.05, 0) == 0U);
}

TEST_CASE("no number of devices sees what hits nobody or sees anything for certain",
          "[policy][advice]") {
  CHECK_FALSE(policy::devices_for(0, 0.95));
  CHECK_FALSE(policy::devices_for(0.05, 1));
  CHECK_FALSE(policy::devices_for(std::nan(""), 0.95));
  CHECK_FALSE(policy::devices_for(1e-300, 0.95));
}

TEST_CASE("the number of devices is the least that sees enough", "[policy][advice][property]") {
  const auto share = GENERATE(take(100, random(0.0005, 0.9)));
  const auto chance = GENERATE(0.5, 0.95, 0.999);
  CAPTURE(share, chance);
  const auto devices = policy::devices_for(share, chance);
  REQUIRE(devices);
  CHECK(policy::sees(*devices, share) >= chance);
  CHECK(policy::sees(*devices - 1, share) < chance);
}

TEST_CASE("a gate stops what more than its limit of devices show", "[policy][advice]") {
  // Of 200, 2 % are 4: five or more are not let through.
  const Gate gate{.failed = BasisPoints{200}};
  CHECK(policy::stopped(gate, 200, 0.05) == Approx(0.9735532).epsilon(1e-6));
  CHECK(policy::stopped(gate, 200, 0) == 0);
  CHECK(policy::stopped(gate, 200, 1) == 1);
}

TEST_CASE("a gate of a handful stops with the first that shows the fault", "[policy][advice]") {
  const Gate gate{.survived = Quota{.devices = 5}, .failed = BasisPoints{200}};
  CHECK(policy::stopped(gate, 5, 0.05) == Approx(0.2262190625));
  CHECK(policy::stopped({.silent = BasisPoints{200}}, 5, 0.05) == Approx(0.2262190625));
}

TEST_CASE("a quota of survivors stops as well", "[policy][advice]") {
  // 8 of 10 must survive: three or more that do not.
  const Gate gate{.survived = Quota{.share = {8000}}};
  CHECK(policy::stopped(gate, 10, 0.5) == Approx(1 - 56.0 / 1024));
}

TEST_CASE("a gate that asks for nothing stops nothing", "[policy][advice]") {
  CHECK(policy::stopped({}, 200, 1) == 0);
}

TEST_CASE("a gate that so few devices can never pass stops everything", "[policy][advice]") {
  const Gate gate{.survived = Quota{.devices = 5}};
  CHECK(policy::stopped(gate, 4, 0) == 1);
  CHECK(policy::stopped(gate, 5, 0) == 0);
  CHECK(policy::stopped({.failed = BasisPoints{100}}, 0, 0) == 1);
}
