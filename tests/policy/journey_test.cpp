#include "policy/journey.h"

#include <catch2/catch.hpp>

#include "tests/policy/named.h"

using namespace std::chrono_literals;
using policy::Gate;
using policy::Path;
using policy::Reach;
using policy::Stage;
using tests::group;

namespace {

const Path kPath{
    .stages = {
        Stage{.groups = {group("a")}, .soak = 1h, .ramp = {{policy::BasisPoints{500}, 2h}, {}}},
        Stage{.groups = {group("b"), group("c")}, .soak = 4h, .gate = Gate{.bake = 2h}},
        Stage{.groups = {group("d")},
              .soak = 4h,
              .gate = Gate{.bake = 2h, .watch = {group("a"), group("c")}}},
        Stage{.groups = {group("e")}, .soak = 3h}}};

}  // namespace

TEST_CASE("a group that no stage names is in the last", "[policy][journey]") {
  CHECK(policy::stage_of(kPath, group("a")) == 0);
  CHECK(policy::stage_of(kPath, group("c")) == 1);
  CHECK(policy::stage_of(kPath, group("x")) == 3);
}

TEST_CASE("a gate watches the stage before unless it says otherwise", "[policy][journey]") {
  CHECK(policy::watched_by(kPath, 0).empty());
  CHECK(policy::watched_by(kPath, 1) == std::vector{group("a")});
  CHECK(policy::watched_by(kPath, 2) == std::vector{group("a"), group("c")});
  CHECK(policy::watched_by(kPath, 3).empty());
}

TEST_CASE("soaks run beside each other and bakes after what they watch", "[policy][journey]") {
  // Stage 2: its bake begins with the end of the first ramp. Stage 3: the later of both.
  CHECK(policy::soonest(kPath) == std::vector<Reach>{{1h, 3h}, {5h, 5h}, {7h, 7h}, {3h, 3h}});
}
