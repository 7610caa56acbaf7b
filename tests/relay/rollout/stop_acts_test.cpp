#include "relay/rollout/stop_acts.h"

#include <catch2/catch.hpp>

#include "relay/catalog/halts.h"
#include "tests/relay/rollout/a_relay.h"

using namespace std::chrono_literals;
using relay::rollout::acknowledge;
using relay::rollout::Decision;
using How = policy::Halt::Acknowledged::How;
using tests::ARelay;
using tests::day;

namespace {

namespace acts = relay::rollout;  // The system has a pause() of its own.

/// Everybody runs 3; office and default let 4 in by a ramp, since day 2.
struct ARampingRelay : ARelay {
  ARampingRelay() {
    accept("3");
    turn();
    adopt({"office", "default"}, "3");
    office() = {.groups = office().groups, .ramp = {{{500}, 4h}, {policy::kEverybody, 0s}}};
    revise();
    now = day(2);
    accept("4");
    turn();
  }
  void turn_at(policy::Instant at) {
    now = at;
    turn();
  }
  std::string stop() {
    return act([&](auto& tx) { return acts::stop(tx, deed()); });
  }
  std::string lift_stop() {
    return act([&](auto& tx) { return acts::lift_stop(tx, deed()); });
  }
  void halt(std::uint64_t release) {
    state.write([&](auto& tx) {
      relay::catalog::halt(tx, tests::feed("clamav"), {release}, tests::group("pilot"),
                           {.at = now, .reason = "silence 9 of 20"});
    });
    turn();
  }
};

}  // namespace

TEST_CASE("a stop of everything holds every ramp until it is lifted", "[rollout][acts]") {
  ARampingRelay relay;
  CHECK(relay.lift_stop() == "no: nothing is stopped");
  CHECK(relay.stop() == "everything is stopped: nothing opens or widens until this is lifted");
  CHECK(relay.stop() == "no: everything is stopped already, by ann: because");
  relay.accept("5");
  relay.turn_at(day(9));
  CHECK(relay.share("office", "4") == 0);
  CHECK(relay.served("pilot") == "4");
  CHECK_THAT(relay.why("pilot"), Catch::Contains("because"));
  CHECK(relay.lift_stop() == "the stop of everything is lifted");
  CHECK(relay.served("pilot") == "5");
}

TEST_CASE("a pause stops one ramp and its time does not count as held", "[rollout][acts]") {
  ARampingRelay relay;
  relay.turn_at(day(2) + 1h);
  CHECK(relay.on(acts::pause, {"office"}, "4") == "paused 4 for office");
  CHECK(relay.last_deed("paused") == "ann: clamav 4 → office: because");
  CHECK(relay.on(acts::pause, {"office"}, "4") ==
        "no: there is no group in which 4 could be paused");
  relay.turn_at(day(5));
  CHECK(relay.share("office", "4") < 90);
  CHECK(relay.share("office", "4") > 20);
  CHECK(relay.share("default", "4") == 1'000);

  CHECK(relay.on(acts::resume, {"office"}, "4") == "resumed 4 for office");
  relay.turn_at(day(5) + 3h - 1s);
  CHECK(relay.share("office", "4") < 90);
  relay.turn_at(day(5) + 3h);
  CHECK(relay.share("office", "4") == 1'000);
}

TEST_CASE("a pause that could do nothing is refused", "[rollout][acts]") {
  ARampingRelay relay;
  CHECK(relay.on(acts::pause, {"office"}, "") == "no: a pause needs a version");
  CHECK(relay.on(acts::pause, {"office"}, "9") == "no: feed 'clamav' has no release '9'");
  CHECK(relay.on(acts::pause, {"pilot"}, "4") ==
        "no: all of 'pilot' has 4 already: block it, or pin an older release");
  CHECK(relay.on(acts::resume, {"office"}, "4") == "no: 4 is not paused for office");
  CHECK(relay.on(acts::pause, {}, "4") == "paused 4 for office, default");
  CHECK(relay.on(acts::resume, {}, "4") == "resumed 4 for office, default");
}

TEST_CASE("a halt ends by a person's word", "[rollout][acts][halt]") {
  ARampingRelay relay;
  CHECK(relay.on(acknowledge, {}, "4", Decision{.how = How::Resume}) ==
        "no: 4 was not halted for all groups");
  relay.halt(2);
  CHECK(relay.served("pilot") == "3");
  CHECK(relay.served("office") == "3");
  CHECK(relay.on(acknowledge, {"office"}, "4", Decision{.how = How::Resume}) ==
        "no: 4 was not halted for office");
  CHECK(relay.on(acknowledge, {}, "4", Decision{.how = How::Resume}) ==
        "the halt of 4 is acknowledged: resume");
  CHECK(relay.last_deed("halt acknowledged: resume") == "ann: clamav 4 → pilot: because");
  CHECK(relay.served("pilot") == "4");
  CHECK(relay.on(acknowledge, {}, "4", Decision{.how = How::Resume}) ==
        "no: the halt of 4 is acknowledged so already: resume");
}

TEST_CASE("a later release goes on when a person names it as the fix", "[rollout][acts][halt]") {
  ARampingRelay relay;
  relay.halt(2);
  relay.accept("5");
  relay.turn();
  CHECK(relay.served("pilot") == "5");
  CHECK(relay.served("office") == "3");
  CHECK(relay.on(acknowledge, {}, "4", Decision{.how = How::Block}) ==
        "the halt of 4 is acknowledged: block");
  CHECK(relay.served("office") == "3");
  CHECK(relay.on(acknowledge, {}, "4", Decision{.how = How::Resume, .fixed_by = "5"}) ==
        "no: a release that goes on has no fault to fix: block 4 to name the release that fixes "
        "it");
  CHECK(relay.on(acknowledge, {}, "4", Decision{.fixed_by = "3"}) ==
        "no: the fix of 4 came after it: 3 did not");
  CHECK(relay.on(acknowledge, {}, "4", Decision{.fixed_by = "5"}) ==
        "the halt of 4 is acknowledged: block, fixed by 5");
  CHECK(relay.share("office", "5") > 20);
  CHECK(relay.on(acknowledge, {}, "4", Decision{}) ==
        "no: the halt of 4 is acknowledged so already: block");
}
