#include "policy/pilot.h"

#include <catch2/catch.hpp>

#include "tests/policy/a_question.h"

using policy::BasisPoints;
using policy::Gate;
using policy::Pilot;
using policy::Quota;
using tests::group;

namespace {

Pilot of(std::uint64_t devices, const Gate& gate = {.failed = BasisPoints{100}},
         bool ephemeral = false) {
  return policy::pilot(gate, {.group = group("pilot"), .ephemeral = ephemeral}, devices,
                       policy::kUsualFault);
}

}  // namespace

TEST_CASE("a 5-device pilot sees a 5 % fault only 22.6 % of the time", "[policy][advice]") {
  CHECK(policy::sentence(of(5)) ==
        "'pilot': a 5-device pilot sees a 5% fault only 22.6% of the time; 59 devices see it 95% "
        "of the "
        "time");
}

TEST_CASE("a pilot is small until it sees what is asked about 95 % of the time",
          "[policy][advice]") {
  CHECK(of(58).is_small());
  CHECK_FALSE(of(59).is_small());
  CHECK(policy::sentence(of(58)) ==
        "'pilot': a 58-device pilot sees a 5% fault only 94.9% of the time; 59 devices see it 95% "
        "of the "
        "time");
  CHECK(policy::sentence(of(59)) == "'pilot': a 59-device pilot sees a 5% fault 95.2% of the time");
}

TEST_CASE("a gate that asks for more devices than there are can never pass", "[policy][advice]") {
  const Gate hundred{.survived = Quota{.devices = 100}};
  CHECK(of(100, hundred).can_pass);
  CHECK_FALSE(of(99, hundred).can_pass);
  CHECK(of(99, hundred).is_small());
  CHECK(policy::sentence(of(99, hundred)) ==
        "'pilot': a 99-device pilot sees a 5% fault 99.4% of the time; with so few this gate can "
        "never pass");
}

TEST_CASE("a gate of nothing but a bake stops nothing by itself", "[policy][advice]") {
  CHECK(of(200, Gate{}).stops == 0);
  CHECK(of(200).stops > 0.9);
}

TEST_CASE("silence means nothing where devices come and go", "[policy][advice]") {
  const Gate silence{.silent = BasisPoints{100}};
  CHECK(of(200, silence).stops > 0.9);
  CHECK(of(200, silence, true).stops == 0);
}

TEST_CASE("only what is certain is said to be", "[policy][advice]") {
  CHECK(policy::show_chance(0) == "0%");
  CHECK(policy::show_chance(1e-9) == "0.1%");
  CHECK(policy::show_chance(0.2262190625) == "22.6%");
  CHECK(policy::show_chance(0.95) == "95%");
  CHECK(policy::show_chance(0.99999) == "99.9%");
  CHECK(policy::show_chance(1) == "100%");
}
