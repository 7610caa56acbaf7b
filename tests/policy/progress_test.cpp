#include "policy/progress.h"

#include <catch2/catch.hpp>

#include "tests/policy/a_gated_question.h"

using namespace std::chrono_literals;
using policy::Asked;
using State = policy::Asked::State;
using tests::AGatedQuestion;
using tests::AQuestion;
using tests::day;
using tests::digest;
using tests::group;
using tests::opened;
using tests::takes;

namespace {

std::vector<Asked> progress(const AQuestion& of, unsigned release = 2) {
  for (const auto& withheld : of.plan().withheld) {
    if (withheld.release == policy::Sequence{release}) {
      return policy::progress(of.question(), withheld);
    }
  }
  return {};
}

template <class Kind>
Kind the_only(const std::vector<Asked>& all, State state) {
  REQUIRE(all.size() == 1);
  CHECK(all[0].state == state);
  return std::get<Kind>(all[0].what);
}

/// Something that is always in the way, and no rule of the stage.
void hold(AQuestion& asked) {
  asked.facts.said.holds = {{}};
}

policy::Approval said_yes(const char* person, const char* role) {
  return {.release = {2},
          .tree = digest(2),
          .stage = digest(99),
          .person = person,
          .role = role,
          .at = day(6)};
}

}  // namespace

TEST_CASE("a stage that asks for nothing has nothing to show", "[policy][progress]") {
  AQuestion asked;
  hold(asked);
  CHECK(progress(asked).empty());
  asked.rules.reset();
  CHECK(progress(asked).empty());
}

TEST_CASE("a soak is shown from its first second until it is met", "[policy][progress]") {
  AQuestion asked;
  hold(asked);
  asked.rules->stage.soak = 48h;
  asked.rules->stage.soak_mark = {7};
  asked.moment.now = day(4) - 1s;
  const auto waits = progress(asked);
  const auto soak = the_only<policy::SoakAsked>(waits, State::Waits);
  CHECK(soak.since == day(2));
  CHECK(soak.until == day(4));
  CHECK(waits[0].mark.line == 7);
  asked.moment.now = day(4);
  the_only<policy::SoakAsked>(progress(asked), State::Met);
  asked.facts.releases[1].vendor_time = day(3);
  CHECK(the_only<policy::SoakAsked>(progress(asked), State::Waits).since == day(3));
}

TEST_CASE("a gate tells how far its bake is and what devices show", "[policy][progress]") {
  AGatedQuestion asked;
  hold(asked);
  asked.gate().survived = policy::Quota{.devices = 5};
  asked.moment.now = day(5) + 4h - 1s;
  auto gate = the_only<policy::GateAsked>(progress(asked), State::Waits);
  CHECK(gate.group == group("pilot"));
  CHECK(gate.settled == day(5));
  CHECK(gate.due == day(5) + 4h);
  CHECK(gate.finding->sentence == "0 of 5 devices have survived");
  CHECK(gate.seen == 200);
  asked.moment.now = day(5) + 4h;
  asked.pilot_shows(takes(5, 4));
  CHECK(the_only<policy::GateAsked>(progress(asked), State::Waits).takes.survived == 4);
  asked.pilot_shows(takes(5, 5));
  CHECK(the_only<policy::GateAsked>(progress(asked), State::Met).takes.taken == 5);
  asked.in("pilot").openings = {opened(1, day(1))};
  gate = the_only<policy::GateAsked>(progress(asked), State::Waits);
  CHECK_FALSE(gate.opened);
  CHECK_FALSE(gate.due);
}

TEST_CASE("a check is met by its last word on these bytes", "[policy][progress]") {
  AQuestion asked;
  hold(asked);
  asked.rules->stage.checks = {{"smoke"}};
  CHECK_FALSE(the_only<policy::CheckAsked>(progress(asked), State::Waits).said);
  asked.facts.checks = {{digest(2), "smoke", false}, {digest(1), "smoke", true}};
  CHECK_FALSE(the_only<policy::CheckAsked>(progress(asked), State::Waits).said->yes);
  asked.facts.checks.push_back({digest(2), "smoke", true});
  CHECK(the_only<policy::CheckAsked>(progress(asked), State::Met).said->yes);
}

TEST_CASE("an approval names who has said yes and how many are missing", "[policy][progress]") {
  AQuestion asked;
  hold(asked);
  asked.rules->stage.approve = {{.role = "boss", .people = 2}, {.role = "security"}};
  asked.own().approvals = {said_yes("bo", "boss"), said_yes("ann", "security")};
  auto all = progress(asked);
  REQUIRE(all.size() == 2);
  const auto boss = std::get<policy::ApprovalAsked>(all[0].what);
  CHECK(all[0].state == State::Waits);
  CHECK(boss.have == 1);
  CHECK(boss.need == 2);
  CHECK(boss.people == std::vector<std::string>{"bo"});
  const auto security = std::get<policy::ApprovalAsked>(all[1].what);
  CHECK(all[1].state == State::Met);
  CHECK(security.have == 1);
  CHECK(security.people == std::vector<std::string>{"ann"});
}

TEST_CASE("what a bypass lets a release go without is skipped", "[policy][progress]") {
  AQuestion asked;
  hold(asked);
  asked.rules->stage.soak = 720h;
  asked.facts.bypasses = {{.number = 1,
                           .release = {2},
                           .skips = policy::Skips{}.with(policy::Skippable::Soak),
                           .until = day(11),
                           .granted = day(9)}};
  the_only<policy::SoakAsked>(progress(asked), State::Skipped);
  asked.moment.now = day(11);
  the_only<policy::SoakAsked>(progress(asked), State::Waits);
}

TEST_CASE("a ramp shows its steps before it begins and where it stands after",
          "[policy][progress]") {
  AQuestion asked;
  hold(asked);
  asked.rules->stage.ramp = {{.to = policy::BasisPoints{500}, .hold = 4h}, {}};
  auto ramp = the_only<policy::RampAsked>(progress(asked), State::Waits);
  CHECK(ramp.reached == policy::kNobody);
  CHECK(ramp.next == policy::BasisPoints{500});
  CHECK(ramp.steps.size() == 2);
  CHECK_FALSE(ramp.until);

  asked.own().openings.push_back(
      {.release = {2}, .steps = {{.to = policy::BasisPoints{500}, .at = day(10) - 4h + 1s}}});
  CHECK(progress(asked).empty());
  const auto on_its_way = [&] {
    const auto plan = asked.plan();
    return policy::progress(asked.question(), plan.ramping.at(0));
  };
  ramp = the_only<policy::RampAsked>(on_its_way(), State::Waits);
  CHECK(ramp.reached == policy::BasisPoints{500});
  CHECK(ramp.next == policy::kEverybody);
  CHECK(ramp.since == day(10) - 4h + 1s);
  CHECK(ramp.until == day(10) + 1s);
  asked.moment.now += 1s;
  CHECK_FALSE(the_only<policy::RampAsked>(on_its_way(), State::Waits).until);
}
