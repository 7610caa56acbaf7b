#include "relay/rollout/evidence.h"

#include <catch2/catch.hpp>

#include "tests/relay/rollout/a_relay.h"

using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using policy::Sequence;
using tests::ARelay;
using tests::feed;
using tests::group;

namespace {

/// A relay whose ledger is what a test says.
struct AHeardRelay : ARelay {
  relay::ledger::Evidence evidence{};

  AHeardRelay() {
    office().approve = {};
    office().gate = policy::Gate{
        .bake = 4h, .survived = policy::Quota{.devices = 5}, .silent = policy::BasisPoints{300}};
    accept("3");
    adopt({"pilot", "office", "default"}, "3");
  }
  void heard(std::uint64_t release, const policy::Experience& what) {
    auto& known = evidence[{feed("clamav"), group("pilot")}];
    known.seen = 40;
    known.experience[{release}] = what;
    revision.evidence = std::make_shared<const relay::ledger::Evidence>(evidence);
  }
  policy::FeedFacts facts() {
    return state
        .read([&](relay::db::Connection& db) {
          return relay::rollout::read_facts(db, revision.document.feeds.front(), revision.evidence);
        })
        .facts;
  }
};

const policy::Control kOthers{policy::Control::Of::OtherGroups, 300, 3};

}  // namespace

TEST_CASE("facts have what was heard of releases that a gate may ask about", "[rollout][facts]") {
  AHeardRelay relay;
  const auto gate = relay.office().gate;
  relay.office().gate.reset();
  relay.revise();
  relay.accept("4");
  relay.turn();
  REQUIRE(relay.served("default") == "4");
  relay.office().gate = gate;
  relay.revise();
  relay.accept("5");
  relay.turn();
  for (const std::uint64_t release : {1U, 2U, 3U, 4U}) {
    relay.heard(release, {.all = {.taken = release}});
  }
  relay.evidence[{feed("other"), group("office")}].seen = 7;
  relay.heard(3, {.all = {.taken = 9}});

  const auto facts = relay.facts();
  const auto& pilot = facts.of(group("pilot"));
  CHECK(pilot.seen == 40);
  REQUIRE(pilot.experience.size() == 2);  // Everybody has 2 or newer; there is no 4.
  CHECK(pilot.experience.at({2}).all.taken == 2);
  CHECK(pilot.experience.at({3}).all.taken == 9);
  CHECK(facts.of(group("office")).seen == 0);
}

TEST_CASE("a gate passes by what devices show and the opening says so", "[rollout]") {
  AHeardRelay relay;
  relay.accept("4");
  relay.turn();
  relay.now += 4h;
  relay.turn();
  CHECK(relay.served("office") == "3");
  CHECK_THAT(relay.why("office"), Contains("no device of the group was seen in 7 days"));
  relay.heard(2, {.all = {.taken = 40, .mature = 4, .survived = 4}, .control = kOthers});
  relay.turn();
  CHECK(relay.served("office") == "3");
  CHECK_THAT(relay.why("office"), Contains("4 of 5 devices have survived"));
  relay.heard(2, {.all = {.taken = 40, .mature = 5, .survived = 5}, .control = kOthers});
  relay.turn();
  CHECK(relay.served("office") == "4");
  CHECK_THAT(relay.last_deed("opened"), Contains("5 devices have survived (at least 5); silence 0"
                                                 " of 5 against 3 of 300 in other groups is within"
                                                 " the limit 3%"));
}

TEST_CASE("a halt is recorded with what devices show", "[rollout][halt]") {
  AHeardRelay relay;
  relay.accept("4");
  relay.turn();
  relay.now += 100min;
  relay.heard(2, {.all = {.taken = 40, .mature = 12, .silent = 12}, .control = kOthers});
  CHECK(relay.turn().happened.front() ==
        "clamav: halted 4: in 'pilot': silence 12 of 12 against 3 of 300 in other groups is over"
        " the limit 3% with 99.9% certainty");
  CHECK(relay.served("pilot") == "3");
  CHECK_THAT(relay.last_deed("halted"), Contains("silence 12 of 12"));
}
