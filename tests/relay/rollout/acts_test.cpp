#include "relay/rollout/acts.h"

#include <catch2/catch.hpp>

#include "relay/rollout/stop_acts.h"
#include "tests/relay/rollout/a_relay.h"

using namespace std::chrono_literals;
using relay::catalog::ActKind;
using tests::ARelay;
using tests::day;

namespace {

/// Everybody runs 3; 4 has baked in pilot and waits for office's approval.
struct AWaitingRelay : ARelay {
  AWaitingRelay() {
    accept("3");
    turn();
    adopt({"office", "default"}, "3");
    now = day(2);
    accept("4");
    turn();
    now = day(3);
    turn();
  }
};

}  // namespace

TEST_CASE("what nobody knows is named in the refusal and nothing is recorded", "[rollout][acts]") {
  AWaitingRelay relay;
  const auto before = relay.audit().size();
  CHECK(relay.adopt({"offise"}) == "no: the policy has no group 'offise'");
  CHECK(relay.approve({"office"}, "99") == "no: feed 'clamav' has no release '99'");
  CHECK(relay.say(ActKind::Pin, {"office"}, "99") == "no: feed 'clamav' has no release '99'");
  CHECK(relay.say(ActKind::Pin, {"office"}) == "no: a pin needs a version");
  CHECK(relay.say(ActKind::Hold, {"office"}, "4") ==
        "no: a hold keeps what a group has, whatever comes: it names no version");
  CHECK(relay.lift(ActKind::Hold, {"office"}, "4") ==
        "no: a hold keeps what a group has, whatever comes: it names no version");
  CHECK(relay.lift(ActKind::Block, {"office"}) ==
        "no: which block is to be lifted? Name its version");
  CHECK(relay.lift(ActKind::Hold, {"office"}) ==
        "no: there is no hold of clamav for office to lift");
  CHECK(relay.audit().size() == before);
}

TEST_CASE("adopting takes the newest good release unless one is named", "[rollout][acts]") {
  ARelay relay;
  CHECK(relay.adopt({"office"}) == "no: feed 'clamav' has no good release yet");
  relay.accept("3");
  relay.accept("4");
  CHECK(relay.adopt({"office"}) == "adopted 4 for office");
  CHECK(relay.served("office") == "4");
}

TEST_CASE("adopting is for groups that have nothing and no way past the rules", "[rollout][acts]") {
  AWaitingRelay relay;
  const std::string has_three =
      "no: 'office' cannot adopt 4: it has 3 already; adopting is for groups that have nothing "
      "yet: let the rules or a bypass open it";
  CHECK(relay.adopt({"pilot"}, "3") ==
        "no: 'pilot' cannot adopt 3: it already has a newer release");
  CHECK(relay.adopt({"pilot"}, "4") == "no: every named group already has 4");
  CHECK(relay.adopt({"office"}, "4") == has_three);
  CHECK(relay.adopt({"pilot", "office"}, "4") == has_three);
  CHECK(relay.adopt({"office"}) == has_three);
  CHECK(relay.served("office") == "3");
  relay.say(ActKind::Block, {"office"}, "3");
  CHECK(relay.adopt({"office"}, "4") == "adopted 4 for office");
  CHECK(relay.served("office") == "4");
}

TEST_CASE("a refusal of one group adopts for none of them", "[rollout][acts]") {
  ARelay relay;
  relay.accept("3");
  relay.accept("4");
  CHECK(relay.adopt({"default"}, "3") == "adopted 3 for default");
  CHECK_THAT(relay.adopt({"office", "default"}, "4"),
             Catch::StartsWith("no: 'default' cannot adopt 4: it has 3 already"));
  CHECK(relay.served("office") == "nothing");
  CHECK(relay.adopt({"office", "default"}, "3") == "adopted 3 for office");
}

TEST_CASE("nothing is adopted while everything is stopped or the group is held",
          "[rollout][acts]") {
  ARelay relay;
  const bool has_path = GENERATE(true, false);
  if (!has_path) relay.revision.document.paths.clear();
  relay.accept("3");
  relay.act([&](auto& tx) { return relay::rollout::stop(tx, relay.deed()); });
  CHECK(relay.adopt({"office"}, "3") ==
        "no: 'office' cannot adopt 3: everything is stopped by ann: because");
  relay.act([&](auto& tx) { return relay::rollout::lift_stop(tx, relay.deed()); });
  relay.say(ActKind::Hold, {"office"});
  CHECK(relay.adopt({"office"}, "3") == "no: 'office' cannot adopt 3: held by ann: because");
  CHECK(relay.adopt({"default"}, "3") == "adopted 3 for default");
  relay.lift(ActKind::Hold, {"office"});
  relay.say(ActKind::Hold, {});
  CHECK(relay.adopt({"office"}, "3") == "no: 'office' cannot adopt 3: held by ann: because");
  relay.lift(ActKind::Hold, {});
  CHECK(relay.adopt({"office"}, "3") == "adopted 3 for office");
}

TEST_CASE("nothing is adopted by a group that the policy holds", "[rollout][acts]") {
  ARelay relay;
  relay.revision.document.limits = {{.feed = tests::feed("clamav"),
                                     .groups = {tests::group("office")},
                                     .hold = true,
                                     .why = "year's end"}};
  relay.accept("3");
  CHECK(relay.adopt({"office"}, "3") ==
        "no: 'office' cannot adopt 3: held by the policy: year's end");
  CHECK(relay.adopt({"default"}, "3") == "adopted 3 for default");
}

TEST_CASE("a blocked release cannot be adopted", "[rollout][acts]") {
  AWaitingRelay relay;
  relay.say(ActKind::Block, {}, "4");
  CHECK(relay.adopt({"office"}, "4") == "no: 'office' cannot adopt 4: blocked by ann: because");
}

TEST_CASE("a group whose only release was blocked can adopt an older one", "[rollout][acts]") {
  ARelay relay;
  relay.accept("3");
  relay.accept("4");
  CHECK(relay.adopt({"office"}, "4") == "adopted 4 for office");
  relay.say(ActKind::Block, {}, "4");
  CHECK(relay.served("office") == "nothing");
  CHECK(relay.adopt({"office"}, "3") == "adopted 3 for office");
  CHECK(relay.served("office") == "3");
}

TEST_CASE("a version's name that comes again is another release and can be pinned",
          "[rollout][acts]") {
  ARelay relay;
  relay.revision.document.paths[0].stages[1].gate.reset();
  relay.accept("A");
  relay.turn();
  relay.now = day(2);
  relay.accept("B");
  relay.turn();
  relay.now = day(3);
  relay.accept("A", "A once more");
  relay.turn();
  CHECK(relay.served("pilot") == "A (2)");
  CHECK(relay.say(ActKind::Pin, {"pilot"}, "A") == "pin of clamav A for pilot is in force");
  CHECK(relay.served("pilot") == "A");
  CHECK(relay.say(ActKind::Pin, {"pilot"}, "A (2)") == "pin of clamav A (2) for pilot is in force");
  CHECK(relay.served("pilot") == "A (2)");
}

TEST_CASE("a yes is bound to the release and the rules of the stage and says so",
          "[rollout][acts]") {
  AWaitingRelay relay;
  const auto bound = [&relay](std::vector<std::string> groups) {
    return relay.state.read([&](relay::db::Connection& db) {
      return relay::rollout::bindings(db, relay.revision, relay.named(std::move(groups)),
                                      relay.deed());
    });
  };
  const auto both = bound({});
  REQUIRE(both);
  REQUIRE(both->size() == 2);
  const relay::rollout::Bound office = both->front();
  CHECK(office.group == tests::group("office"));
  CHECK(office.release == policy::Sequence{2});
  CHECK(office.role == "release-manager");
  CHECK(office.tree == relay.view("office").releases()[1].release.tree);
  CHECK(office.stage == relay.view("office").rules->digest);
  CHECK(office.evidence == "pilot: open to all since 2026-01-03 00:00 UTC");
  const auto asked = [&]() -> std::optional<relay::rollout::Bound> {
    const auto view = relay.view("office");
    if (view.plan.withheld.empty()) return std::nullopt;
    return yes_for(view, view.plan.withheld.front(), {.now = relay.now});
  };
  REQUIRE(asked());
  CHECK(asked()->stage == office.stage);
  CHECK(bound({"pilot"}).error().what == "no release of 'clamav' waits for an approval");

  relay.office().soak = 1h;
  relay.revise();
  CHECK(bound({"office"})->front().tree == office.tree);
  CHECK(bound({"office"})->front().stage != office.stage);
  relay.approve({});
  CHECK_FALSE(asked());
}

TEST_CASE("one act approves for every group that waits", "[rollout][acts]") {
  AWaitingRelay relay;
  CHECK(relay.approve({}) == "approved 4 for office, default");
  CHECK(relay.served("office") == "4");
  CHECK(relay.served("default") == "4");
}

TEST_CASE("an approval where none is missing is refused", "[rollout][acts]") {
  AWaitingRelay relay;
  CHECK(relay.approve({"pilot"}, "4") == "no: 'pilot' needs no more approval of 4 from ann");
  relay.approve({});
  CHECK(relay.approve({}) == "no: no release of 'clamav' waits for an approval");
}

TEST_CASE("two people are two and one person twice is one", "[rollout][acts]") {
  AWaitingRelay relay;
  relay.office().approve = {{.role = "release-manager", .people = 2}};
  relay.revise();
  CHECK(relay.approve({"office"}) == "approved 4 for office");
  CHECK(relay.approve({"office"}) == "no: 'office' needs no more approval of 4 from ann");
  CHECK(relay.served("office") == "3");
  CHECK(relay.approve({"office"}, "", "bo") == "approved 4 for office");
  CHECK(relay.served("office") == "4");
}

TEST_CASE("a change of the stage's rules voids an approval given before", "[rollout][acts]") {
  AWaitingRelay relay;
  relay.now = day(2) + 1h;  // Still baking.
  relay.approve({"office"});
  relay.office().soak = 1h;
  relay.revise();
  relay.now = day(3);
  relay.turn();
  CHECK(relay.served("office") == "3");
  CHECK(relay.why("office") == "nobody has approved it yet (release-manager)");
}

TEST_CASE("a hold stops at once and its lifting lets go", "[rollout][acts]") {
  AWaitingRelay relay;
  relay.say(ActKind::Hold, {});
  relay.approve({"office"});
  CHECK(relay.served("office") == "3");
  CHECK(relay.why("office") == "held by ann: because");
  relay.lift(ActKind::Hold, {});
  CHECK(relay.served("office") == "4");
}

TEST_CASE("a pin goes back to what the group was let before and a lift forward again",
          "[rollout][acts]") {
  AWaitingRelay relay;
  relay.approve({});
  CHECK(relay.say(ActKind::Pin, {"office"}, "3") == "pin of clamav 3 for office is in force");
  CHECK(relay.served("office") == "3");
  CHECK(relay.served("default") == "4");
  relay.lift(ActKind::Pin, {"office"});
  CHECK(relay.served("office") == "4");
}

TEST_CASE("every act has its audit row with person and reason", "[rollout][acts][audit]") {
  AWaitingRelay relay;
  relay.say(ActKind::Hold, {"office"});
  const auto rows = relay.audit();
  REQUIRE_FALSE(rows.empty());
  CHECK(rows.front().actor == "ann");
  CHECK(rows.front().detail.find("because") != std::string::npos);
  CHECK(rows.front().at == relay.now);
}

TEST_CASE("an approval is recorded with the evidence that was on the page",
          "[rollout][acts][audit]") {
  AWaitingRelay relay;
  relay.approve({"office"});
  CHECK(relay.last_deed("approved") ==
        "ann: clamav 4 → office: as release-manager; because; pilot: open to all since 2026-01-03 "
        "00:00 UTC");
  CHECK(relay.last_deed("opened") ==
        "relay: clamav 4 → office: by the rules of revision 1; pilot: open to all since "
        "2026-01-03 00:00 UTC");
}

TEST_CASE("a floor withholds what is below it until it is lifted", "[rollout][acts]") {
  AWaitingRelay relay;
  relay.accept("5");
  CHECK(relay.say(ActKind::Floor, {"office"}) == "no: a floor needs a version");
  CHECK(relay.say(ActKind::Floor, {"office"}, "5") == "floor of clamav 5 for office is in force");
  relay.approve({"office"}, "4");
  CHECK(relay.served("office") == "3");
  CHECK(relay.lift(ActKind::Floor, {"office"}) == "floor of clamav for office is lifted");
  CHECK(relay.served("office") == "4");
}
