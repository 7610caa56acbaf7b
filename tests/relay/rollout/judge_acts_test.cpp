#include "relay/rollout/judge_acts.h"

#include <catch2/catch.hpp>

#include "tests/relay/rollout/a_relay.h"

using relay::rollout::CheckSaid;
using relay::rollout::lower_risk;
using relay::rollout::quarantine;
using relay::rollout::raise_risk;
using relay::rollout::say_check;
using relay::rollout::trust;
using tests::ARelay;
using tests::day;

namespace {

/// Everybody runs 3; office asks for a check and no gate; pilot has 4.
struct ACheckedRelay : ARelay {
  ACheckedRelay() {
    office() = {.groups = office().groups, .checks = {{.name = "bench"}}};
    accept("3");
    turn();
    adopt({"office", "default"}, "3");
    now = day(2);
    accept("4");
    turn();
  }
  void suspect(std::uint64_t release, policy::Standing standing = policy::Standing::Suspect) {
    state.write([&](auto& tx) {
      relay::catalog::set_standing(tx, tests::feed("clamav"), {release}, standing,
                                   {.at = now, .reason = "it vanished"});
    });
    turn();
  }
};

}  // namespace

TEST_CASE("a check's last word counts", "[rollout][acts]") {
  ACheckedRelay relay;
  CHECK(relay.on(say_check, {}, "4", CheckSaid{"bank", true}) ==
        "no: no stage asks for a check 'bank'; those asked for: bench");
  CHECK(relay.on(say_check, {}, "", CheckSaid{"bench", true}) ==
        "no: the verdict of a check needs a version");
  CHECK(relay.on(say_check, {}, "4", CheckSaid{"bench", false}) == "check 'bench' says no to 4");
  CHECK(relay.served("office") == "3");
  CHECK(relay.on(say_check, {}, "4", CheckSaid{"bench", true}) == "check 'bench' says yes to 4");
  CHECK(relay.served("office") == "4");
}

TEST_CASE("people say how much there is to lose", "[rollout][acts]") {
  ACheckedRelay relay;
  CHECK(relay.on(raise_risk, {}, "4") == "4 is of high risk for all groups");
  CHECK(relay.on(lower_risk, {"office"}, "") == "no: a judgement of risk needs a version");
  CHECK(relay.on(lower_risk, {"office"}, "4") == "4 is of low risk for office");
  CHECK(relay.last_deed("risk lowered") == "ann: clamav 4 → office: because");
}

TEST_CASE("a suspect release opens again when a person trusts it", "[rollout][acts]") {
  ACheckedRelay relay;
  relay.on(say_check, {}, "4", CheckSaid{"bench", false});
  relay.suspect(2);
  CHECK(relay.served("pilot") == "4");
  relay.on(say_check, {}, "4", CheckSaid{"bench", true});
  CHECK(relay.served("office") == "3");
  CHECK(relay.on(trust, {"office"}, "4") ==
        "no: trust in a release is about all groups: name none");
  CHECK(relay.on(trust, {}, "4") == "4 is trusted again");
  CHECK(relay.last_deed("release good") == "ann: clamav 4: because");
  CHECK(relay.served("office") == "4");
  CHECK(relay.on(trust, {}, "4") == "no: 4 is trusted already");
}

TEST_CASE("a quarantined release is withdrawn until a person trusts it", "[rollout][acts]") {
  ACheckedRelay relay;
  CHECK(relay.on(quarantine, {}, "4") == "4 is quarantined: it is withdrawn everywhere");
  CHECK(relay.served("pilot") == "3");
  CHECK(relay.on(quarantine, {}, "4") == "no: 4 is quarantined already: because");
  CHECK(relay.on(trust, {}, "4") == "4 is trusted again");
  CHECK(relay.served("pilot") == "4");
  relay.suspect(2, policy::Standing::Recalled);
  CHECK(relay.on(trust, {}, "4") == "no: 4 was recalled by its vendor: it vanished");
}
