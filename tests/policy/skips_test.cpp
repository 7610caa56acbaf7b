#include "policy/skips.h"

#include <catch2/catch.hpp>

using policy::parse_skips;
using policy::Skippable;
using policy::Skips;

TEST_CASE("a set of skipped rules is shown in one order and read in any", "[policy][skips]") {
  const auto some = Skips{}.with(Skippable::Ramp).with(Skippable::Soak).with(Skippable::Window);
  CHECK(policy::show(some) == "soak,window,ramp");
  CHECK(parse_skips("ramp,soak,window") == some);
  CHECK(parse_skips("soak,soak") == Skips{}.with(Skippable::Soak));
  CHECK(policy::show(Skips{}).empty());
}

TEST_CASE("every rule that can be skipped has its word", "[policy][skips]") {
  const auto all = parse_skips("soak,gate,train,checks,approval,window,ramp");
  REQUIRE(all);
  CHECK(policy::show(*all) == "soak,gate,train,checks,approval,window,ramp");
  for (const auto rule : {Skippable::Soak, Skippable::Gate, Skippable::Train, Skippable::Checks,
                          Skippable::Approval, Skippable::Window, Skippable::Ramp}) {
    CHECK(all->has(rule));
    CHECK(policy::parse_skippable(policy::word(rule)) == rule);
    CHECK_FALSE(Skips{}.has(rule));
  }
}

TEST_CASE("what cannot be skipped is not read", "[policy][skips]") {
  for (const auto* wrong : {"", ",", "soak,", ",soak", "soak window", "soak, window", "Soak",
                            "block", "hold", "halt", "pin", "all", "verification"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_skips(wrong));
  }
}

TEST_CASE("skips add up and take nothing away", "[policy][skips]") {
  const auto one = Skips{}.with(Skippable::Soak), other = Skips{}.with(Skippable::Gate);
  CHECK(one.with(other) == other.with(one));
  CHECK(one.with(Skips{}) == one);
  CHECK(Skips{}.empty());
  CHECK_FALSE(one.empty());
}
