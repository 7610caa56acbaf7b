#include <catch2/catch.hpp>
#include <thread>

#include "relay/catalog/rollouts.h"
#include "relay/rollout/acts.h"
#include "relay/rollout/bypass_acts.h"
#include "tests/relay/catalog/known_people.h"
#include "tests/relay/rollout/a_relay.h"

using namespace std::chrono_literals;
using relay::rollout::Told;
using tests::ARelay;
using tests::day;

namespace {

/// Everybody runs 3; 4 has baked in pilot and waits for a yes of a release-manager, who bob is. ann
/// is another, cai owns the service, dan has an operator's role.
struct AnAskingRelay : ARelay {
  AnAskingRelay() {
    accept("3");
    turn();
    adopt({"office", "default"}, "3");
    now = day(2);
    accept("4");
    turn();
    now = day(3);
    turn();
    know("ann", {"release-manager"});
    know("bob", {"release-manager"});
    know("cai", {"service-owner"});
    know("dan", {"operator"});
  }
  void know(const char* name, std::initializer_list<const char*> roles) {
    tests::know(state, name, roles, day(1));
  }
  void give(const char* name, const char* role, const relay::catalog::Reach& reach = {}) {
    state.write([&](relay::db::Transaction& tx) {
      relay::catalog::give_role(tx, name, *relay::catalog::Role::parse(role), reach,
                                deed("machine"));
    });
  }
  void disable(const char* name) {
    state.write([&](relay::db::Transaction& tx) {
      relay::catalog::disable_account(tx, name, deed("machine"));
    });
  }
  /// Writes the rules of the office's stage.
  void wrote(const char* name) {
    const auto stage = view("office").rules->digest;
    state.write(
        [&](relay::db::Transaction& tx) { relay::catalog::note_stage_author(tx, stage, name, 1); });
  }
  std::string yes(const char* who, std::vector<std::string> groups = {"office"}) {
    return approve(std::move(groups), "4", who);
  }
  std::string tell(const char* who, const Told& told) {
    return act([&](auto& tx) {
      return relay::rollout::approve(tx, revision, named({"office"}, "4"), told, deed(who));
    });
  }
  policy::Digest shown(const char* who) {
    return relay::rollout::digest_of(*state.read([&](relay::db::Connection& db) {
      return relay::rollout::bindings(db, revision, named({"office"}, "4"), deed(who));
    }));
  }
  void ask_both() {
    office().approve = {{.role = "release-manager"}, {.role = "service-owner"}};
    revise();
    turn();
  }
};

}  // namespace

TEST_CASE("a yes is taken of who has the role for that group", "[rollout][acts][people]") {
  AnAskingRelay relay;
  const std::string no_role =
      "no: this needs the role 'release-manager', which you do not have for 'office'";
  CHECK(relay.yes("dan") == no_role);
  CHECK(relay.yes("eve") == no_role);
  relay.give("dan", "release-manager", {.group = tests::group("default")});
  CHECK(relay.yes("dan") == no_role);
  CHECK(relay.yes("dan", {}) == "approved 4 for default");
  CHECK(relay.yes("cai", {}) == no_role);
  relay.disable("bob");
  CHECK(relay.yes("bob") == no_role);
  CHECK(relay.yes("ann") == "approved 4 for office");
  CHECK(relay.served("office") == "4");
}

TEST_CASE("a yes is given in the role that is still open", "[rollout][acts][people]") {
  AnAskingRelay relay;
  relay.ask_both();
  CHECK(relay.yes("cai") == "approved 4 for office");
  CHECK_THAT(relay.last_deed("approved"), Catch::Contains("as service-owner"));
  CHECK(relay.yes("cai") == "no: 'office' needs no more approval of 4 from cai");
  CHECK(relay.yes("dan") ==
        "no: this needs the role 'release-manager', which you do not have for 'office'");
  CHECK(relay.yes("bob") == "approved 4 for office");
  CHECK(relay.served("office") == "4");
}

TEST_CASE("who has both roles moves over for who has one", "[rollout][acts][people]") {
  AnAskingRelay relay;
  relay.ask_both();
  relay.give("ann", "service-owner");
  CHECK(relay.yes("ann") == "approved 4 for office");
  CHECK(relay.why("office") == "nobody has approved it yet (service-owner)");
  CHECK(relay.yes("bob") == "approved 4 for office");
  CHECK(relay.served("office") == "4");
}

TEST_CASE("a yes counts only as long as its person may give it", "[rollout][acts][people]") {
  AnAskingRelay relay;
  relay.office().approve = {{.role = "release-manager", .people = 2}};
  relay.revise();
  REQUIRE(relay.yes("ann") == "approved 4 for office");
  relay.disable("ann");
  REQUIRE(relay.yes("bob") == "approved 4 for office");
  CHECK(relay.served("office") == "3");
  CHECK(relay.why("office") == "approved by 1 of 2 people (release-manager)");
}

TEST_CASE("who wrote the rules says no yes under them while another could",
          "[rollout][acts][people]") {
  AnAskingRelay relay;
  relay.wrote("ann");
  CHECK(relay.yes("ann") ==
        "no: ann wrote the rules of this stage (revision 1), so somebody else must say yes");
  CHECK(relay.yes("bob") == "approved 4 for office");
}

TEST_CASE("who wrote the rules says yes where nobody else could", "[rollout][acts][people]") {
  AnAskingRelay relay;
  relay.office().approve = {{.role = "service-owner"}};
  relay.revise();
  relay.wrote("cai");
  CHECK(relay.yes("cai") == "approved 4 for office");
  CHECK(relay.served("office") == "4");
}

TEST_CASE("a yes ends after two weeks and may be given again", "[rollout][acts][people]") {
  AnAskingRelay relay;
  relay.say(relay::catalog::ActKind::Hold, {"office"});
  REQUIRE(relay.yes("bob") == "approved 4 for office");
  relay.now = day(17) - 1s;
  relay.turn();
  CHECK(relay.why("office") == "held by ann: because");
  CHECK(relay.yes("bob") == "no: 'office' needs no more approval of 4 from bob");
  relay.now = day(17);
  relay.turn();
  CHECK(relay.why("office") ==
        "held by ann: because; nobody has approved it yet (release-manager)");
  CHECK(relay.yes("bob") == "approved 4 for office");
  relay.lift(relay::catalog::ActKind::Hold, {"office"});
  CHECK(relay.served("office") == "4");
}

TEST_CASE("a yes to what was shown is refused when that has changed", "[rollout][acts][people]") {
  AnAskingRelay relay;
  const auto before = relay.shown("bob");
  CHECK(relay.shown("ann") == before);
  relay.office().soak = 1h;
  relay.revise();
  relay.turn();
  const auto deeds = relay.audit().size();
  const auto said = relay.tell("bob", {.expect = before});
  CHECK_THAT(said, Catch::StartsWith("no: it has changed since you looked: 4 now asks office: "
                                     "release-manager under rules sha256:"));
  CHECK_THAT(said, Catch::EndsWith("…, pilot: open to all since 2026-01-03 00:00 UTC; look again "
                                   "with 'sluice approve clamav 4'"));
  CHECK(relay.audit().size() == deeds);
  CHECK(relay.tell("bob", {.ticket = "CHG-1", .expect = relay.shown("bob")}) ==
        "approved 4 for office");
  CHECK(relay.last_deed("approved") ==
        "bob: clamav 4 → office: as release-manager; ticket CHG-1; because; pilot: open to all "
        "since 2026-01-03 00:00 UTC");
}

TEST_CASE("a yes tells what the policy asks to be told", "[rollout][acts][people]") {
  AnAskingRelay relay;
  relay.office().approve = {{.role = "release-manager", .asks = {.ticket = true, .report = true}}};
  relay.revise();
  relay.turn();
  const auto deeds = relay.audit().size();
  const std::string must = "no: a yes as 'release-manager' for 'office' must tell its ";
  CHECK(relay.yes("bob") == must + "ticket, report, which it did not");
  CHECK(relay.tell("bob", {.ticket = "CHG-1"}) == must + "report, which it did not");
  CHECK(relay.tell("bob", {.report = "fine", .decision = "CAB"}) ==
        must + "ticket, which it did not");
  CHECK(relay.audit().size() == deeds);
  CHECK(relay.tell("bob", {.ticket = "CHG-1", .report = "fine"}) == "approved 4 for office");
}

TEST_CASE("what a yes is bound to has another digest with each part of it", "[rollout][acts]") {
  const relay::rollout::Bound bound{.group = tests::group("office"),
                                    .release = {2},
                                    .role = "r",
                                    .tree = tests::digest(1),
                                    .stage = tests::digest(2),
                                    .evidence = "fine"};
  const auto digest = relay::rollout::digest_of({bound});
  std::vector<relay::rollout::Bound> others(6, bound);
  others[0].group = tests::group("pilot");
  others[1].release = {3};
  others[2].role = "s";
  others[3].tree = tests::digest(2);
  others[4].stage = tests::digest(1);
  others[5].evidence = "bad";
  for (const auto& other : others) CHECK(relay::rollout::digest_of({other}) != digest);
  CHECK(relay::rollout::digest_of({bound, bound}) != digest);
  CHECK(relay::rollout::digest_of({bound}) == digest);
}

TEST_CASE("fifty at once as one person are one", "[rollout][acts][people]") {
  AnAskingRelay relay;
  relay.office().approve = {{.role = "release-manager", .people = 2}};
  relay.revise();
  std::atomic<int> approved = 0;
  {
    std::vector<std::jthread> all;
    for (int n = 0; n < 50; ++n) {
      all.emplace_back([&] {
        const auto outcome = relay.state.write([&](relay::db::Transaction& tx) {
          return relay::rollout::approve(tx, relay.revision, relay.named({"office"}, "4"), Told{},
                                         relay.deed("bob"));
        });
        if (outcome) ++approved;
      });
    }
  }
  CHECK(approved == 1);
  relay.turn();
  CHECK(relay.why("office") == "approved by 1 of 2 people (release-manager)");
  CHECK(relay.yes("ann") == "approved 4 for office");
  CHECK(relay.served("office") == "4");
}

TEST_CASE("a bypass is granted by who has the role for all of it", "[rollout][bypass][people]") {
  AnAskingRelay relay;
  relay.revision.document.bypass.normal = {{.role = "release-manager"}};
  const relay::rollout::BypassWish wish{policy::Skips{}.with(policy::Skippable::Approval), 12h};
  const auto grant = [&](const char* who) {
    return relay.act([&](auto& tx) {
      return relay::rollout::grant(tx, relay.revision, {"clamav", 1}, relay.deed(who));
    });
  };
  REQUIRE_THAT(relay.by("cai", relay::rollout::bypass, {"office", "default"}, "4", wish),
               Catch::EndsWith("it waits for release-manager (0 of 1)"));
  relay.give("dan", "release-manager", {.group = tests::group("office")});
  CHECK(grant("dan") ==
        "no: this needs the role 'release-manager', which you do not have for "
        "'default, office'");
  CHECK_THAT(grant("bob"), Catch::EndsWith("; it is in force"));
  CHECK(relay.served("default") == "4");
}
