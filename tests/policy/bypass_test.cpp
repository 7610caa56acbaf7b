#include "policy/bypass.h"

#include <catch2/catch.hpp>
#include <memory>

#include "tests/policy/a_gated_question.h"

using namespace std::chrono_literals;
using policy::ApprovalLine;
using policy::Bypass;
using policy::Skippable;
using policy::Skips;
using tests::AGatedQuestion;
using tests::AQuestion;
using tests::day;
using tests::group;

namespace {

constexpr auto kAll = {Skippable::Soak,     Skippable::Gate,   Skippable::Train, Skippable::Checks,
                       Skippable::Approval, Skippable::Window, Skippable::Ramp};

Skips all_but(std::optional<Skippable> one) {
  Skips skips;
  for (const Skippable rule : kAll) {
    if (rule != one) skips = skips.with(rule);
  }
  return skips;
}

/// Ann's, of release 2, granted on day 9 and good until day 11.
Bypass bypass(Skips skips) {
  return {.number = 7,
          .release = {2},
          .skips = skips,
          .until = day(11),
          .said = {.by = "ann", .why = "zero-day", .at = day(8)},
          .granted = day(9)};
}

/// A question with everything in the way that a bypass can skip, and no more.
struct AnObstructedQuestion : AGatedQuestion {
  AnObstructedQuestion() {
    for (const Skippable rule : kAll) obstruct(rule);
  }
  explicit AnObstructedQuestion(Skippable rule) {
    rules->stage.gate.reset();
    obstruct(rule);
  }
  void obstruct(Skippable rule) {
    switch (rule) {
      case Skippable::Soak:
        rules->stage.soak = 1'000h;
        break;
      case Skippable::Gate:
        rules->stage.gate = policy::Gate{.bake = 1'000h};
        break;
      case Skippable::Train:
        rules->watchers = {{policy::Gate{.bake = 1'000h}, {group("plants")}}};
        break;
      case Skippable::Checks:
        rules->stage.checks = {{.name = "bench"}};
        break;
      case Skippable::Approval:
        rules->stage.approve = {{.role = "release-manager"}};
        break;
      case Skippable::Window:
        rules->stage.window = std::make_shared<policy::Calendar>(
            policy::Calendar{.name = "nights", .open = {{.at = 22h, .lasts = 2h}}});
        break;
      case Skippable::Ramp:
        rules->stage.ramp = {{{500}, 4h}, {policy::kEverybody, 0h}};
        break;
    }
  }
};

using Grants = std::vector<Bypass::Grant>;
bool met(const std::vector<ApprovalLine>& lines, const Grants& people) {
  return policy::missing(lines, people).empty();
}

}  // namespace

TEST_CASE("a bypass skips each of its rules and no other", "[policy][bypass]") {
  const auto rule = GENERATE(values({Skippable::Soak, Skippable::Gate, Skippable::Train,
                                     Skippable::Checks, Skippable::Approval, Skippable::Window}));
  CAPTURE(policy::word(rule));
  AnObstructedQuestion asked{rule};
  REQUIRE_FALSE(asked.why().empty());
  asked.facts.bypasses = {bypass(all_but(rule))};
  CHECK_FALSE(asked.opens());
  asked.facts.bypasses = {bypass(Skips{}.with(rule))};
  CHECK(asked.opens());
}

TEST_CASE("an opening by a bypass says whose it was and what it skipped", "[policy][bypass]") {
  AnObstructedQuestion asked;
  asked.facts.bypasses = {bypass(all_but({}))};
  const auto open = asked.plan().to_open;
  REQUIRE(open);
  CHECK(open->how == policy::Opening::How::Bypass);
  CHECK(open->to == policy::kEverybody);
  CHECK(open->because ==
        "bypass 7 by ann: zero-day (skips soak,gate,train,checks,approval,window,ramp)");
}

TEST_CASE("a release that skips only its ramp opens to all by a bypass", "[policy][bypass]") {
  AnObstructedQuestion asked{Skippable::Ramp};
  CHECK(asked.plan().to_open->how == policy::Opening::How::Rules);
  CHECK(asked.plan().to_open->to == policy::BasisPoints{500});
  asked.facts.bypasses = {bypass(Skips{}.with(Skippable::Ramp))};
  CHECK(asked.plan().to_open->how == policy::Opening::How::Bypass);
  CHECK(asked.plan().to_open->to == policy::kEverybody);
  CHECK(asked.plan().to_open->because == "bypass 7 by ann: zero-day (skips ramp)");
}

TEST_CASE("an opening that needed no bypass is by rules though there is one", "[policy][bypass]") {
  AQuestion asked;
  asked.facts.bypasses = {bypass(all_but({}))};
  CHECK(asked.plan().to_open->how == policy::Opening::How::Rules);
  CHECK(asked.plan().to_open->because.empty());
}

TEST_CASE("a ramp that people skip goes to everybody at once", "[policy][bypass]") {
  AnObstructedQuestion asked{Skippable::Ramp};
  asked.own().openings.push_back({{2}, policy::Opening::How::Rules, {{{500}, day(10)}}});
  CHECK_FALSE(asked.plan().to_widen);
  asked.facts.bypasses = {bypass(Skips{}.with(Skippable::Ramp))};
  CHECK(asked.plan().to_widen->to == policy::kEverybody);
}

TEST_CASE("a bypass opens from when it was granted until it expires", "[policy][bypass]") {
  AnObstructedQuestion asked;
  asked.facts.bypasses = {bypass(all_but({}))};
  asked.moment.now = day(9) - 1s;
  CHECK_FALSE(asked.opens());
  asked.moment.now = day(9);
  CHECK(asked.opens());
  asked.moment.now = day(11) - 1s;
  CHECK(asked.opens());
  asked.moment.now = day(11);
  CHECK_FALSE(asked.opens());

  SECTION("and what it opened stays open") {
    asked.own().openings.push_back(tests::opened(2, day(10), policy::Opening::How::Bypass));
    CHECK(asked.offered() == 2);
  }
  SECTION("and never before enough people have said yes") {
    asked.facts.bypasses[0].granted.reset();
    asked.moment.now = day(10);
    CHECK_FALSE(asked.opens());
  }
}

TEST_CASE("a bypass is about its release and its groups", "[policy][bypass]") {
  AnObstructedQuestion asked;
  asked.facts.bypasses = {bypass(all_but({}))};
  CHECK(asked.opens());
  asked.facts.bypasses[0].groups = {group("plants")};
  CHECK_FALSE(asked.opens());
  asked.facts.bypasses[0].groups.push_back(group("office"));
  CHECK(asked.opens());
  asked.facts.bypasses[0].release = {1};
  CHECK_FALSE(asked.opens());
}

TEST_CASE("several bypasses add up", "[policy][bypass]") {
  AnObstructedQuestion asked;
  asked.facts.bypasses = {bypass(all_but(Skippable::Soak)), bypass(all_but(Skippable::Gate))};
  CHECK(asked.opens());
}

TEST_CASE("no bypass skips what excludes or narrows", "[policy][bypass]") {
  AnObstructedQuestion asked;
  asked.facts.bypasses = {bypass(all_but({}))};
  REQUIRE(asked.opens());
  auto& limits = asked.rules->limits;
  auto& newest = asked.facts.releases[1];
  SECTION("a hold") {
    limits.holds = {{}};
  }
  SECTION("a block") {
    limits.blocks = {{newest.version}};
  }
  SECTION("a pin") {
    limits.pins = {{tests::version("1")}};
  }
  SECTION("a floor") {
    limits.floors = {{tests::version("9")}};
  }
  SECTION("a lag") {
    limits.lag = policy::Lag{1};
  }
  SECTION("an allowed range") {
    limits.allowed = {{.to = tests::version("1")}};
  }
  SECTION("stop-everything") {
    asked.facts.stopped = policy::Said{};
  }
  SECTION("a halt") {
    asked.facts.halts = {{.release = {2}}};
  }
  SECTION("an inherited halt") {
    asked.facts.halts = {{.release = {1}}};
  }
  SECTION("a pause") {
    asked.own().pauses = {{.release = {2}}};
  }
  SECTION("a suspicion") {
    newest.standing = policy::Standing::Suspect;
  }
  SECTION("a quarantine") {
    newest.standing = policy::Standing::Quarantined;
  }
  SECTION("a recall") {
    newest.standing = policy::Standing::Recalled;
  }
  SECTION("a clock that is not trusted") {
    asked.moment.clock_suspect = "it was set back";
  }
  SECTION("expired metadata") {
    newest.expires_at = day(10);
  }
  CHECK_FALSE(asked.opens());
}

TEST_CASE("break-glass that nobody reviewed in time spreads no further", "[policy][bypass]") {
  AQuestion asked;
  asked.rules->bypass.review_within = 24h;
  asked.rules->stage.ramp = {{{500}, 1h}, {policy::kEverybody, 0h}};
  asked.facts.bypasses = {bypass(Skips{}.with(Skippable::Soak))};
  asked.facts.bypasses[0].break_glass = true;
  asked.moment.now = day(9) - 1s;
  CHECK(asked.opens());
  asked.moment.now = day(9);
  CHECK(asked.why() == "break-glass was not reviewed by 2026-01-10 00:00 UTC by ann: zero-day");

  asked.own().openings.push_back({{2}, policy::Opening::How::Bypass, {{{500}, day(8)}}});
  CHECK(asked.offered({0}) == 2);
  CHECK_FALSE(asked.plan().to_widen);
  asked.facts.bypasses[0].reviewed = day(20);
  CHECK(asked.plan().to_widen);
}

TEST_CASE("a break-glass is overdue to the second and a reviewed one never", "[policy][bypass]") {
  auto used = bypass(Skips{}.with(Skippable::Soak));
  const policy::BypassRules rules{.review_within = 24h};
  CHECK_FALSE(policy::is_overdue(used, rules, day(100)));
  used.break_glass = true;
  CHECK_FALSE(policy::is_overdue(used, rules, day(9) - 1s));
  CHECK(policy::is_overdue(used, rules, day(9)));
  used.reviewed = day(9);
  CHECK_FALSE(policy::is_overdue(used, rules, day(100)));
}

TEST_CASE("each line of people needs its own", "[policy][bypass][approval]") {
  const std::vector<ApprovalLine> lines{{.role = "rm"}, {.role = "so", .people = 2}};
  CHECK(met({}, {}));
  CHECK_FALSE(met(lines, {}));
  CHECK_FALSE(met(lines, {{"ann", "rm"}, {"bo", "so"}}));
  CHECK_FALSE(met(lines, {{"ann", "rm"}, {"bo", "so"}, {"bo", "so"}}));
  CHECK_FALSE(met(lines, {{"ann", "rm"}, {"bo", "so"}, {"ann", "so"}}));
  CHECK(met(lines, {{"ann", "rm"}, {"bo", "so"}, {"cy", "so"}}));

  const auto found = policy::missing(lines, {{"bo", "so"}});
  REQUIRE(found.size() == 2);
  CHECK(found[0].role == "rm");
  CHECK(found[1].have == 1);
  CHECK(found[1].need == 2);
}

TEST_CASE("a yes more never makes people missing whatever their roles", "[policy][bypass]") {
  const std::vector<ApprovalLine> lines{{.role = "rm"}, {.role = "so"}};
  Grants people{{"bo", "rm"}, {"ann", "so"}};
  CHECK(met(lines, people));
  people.insert(people.begin(), {"ann", "rm"});
  CHECK(met(lines, people));
  CHECK(met({{.role = "so"}, {.role = "rm"}}, people));
}

TEST_CASE("a bypass wants the people that its risk asks for", "[policy][bypass]") {
  policy::BypassRules rules{.normal = {{.role = "rm"}}, .high_risk = {{.role = "rm", .people = 2}}};
  auto asked = bypass(Skips{}.with(Skippable::Soak));
  asked.grants = {{"bo", "rm"}};
  CHECK(policy::is_granted(asked, rules, false, false));
  CHECK_FALSE(policy::is_granted(asked, rules, true, false));
  asked.grants.push_back({"cy", "rm"});
  CHECK(policy::is_granted(asked, rules, true, false));

  SECTION("without lines of its own a high risk asks for what is normal") {
    asked.grants.pop_back();
    rules.high_risk.clear();
    CHECK(policy::is_granted(asked, rules, true, false));
  }
  SECTION("whoever asked for it does not count") {
    asked.grants = {{"ann", "rm"}};
    CHECK_FALSE(policy::is_granted(asked, rules, false, false));
    CHECK(policy::is_granted(asked, rules, false, true));
  }
  SECTION("without any line nobody may") {
    rules = {};
    CHECK_FALSE(policy::is_granted(asked, rules, false, false));
    CHECK_FALSE(policy::is_granted(asked, rules, false, true));
  }
}

TEST_CASE("break-glass is one person's where the policy has it", "[policy][bypass]") {
  policy::BypassRules rules{};
  auto used = bypass(Skips{}.with(Skippable::Soak));
  used.break_glass = true;
  CHECK_FALSE(policy::is_granted(used, rules, true, false));
  rules.break_glass_at_most = 1s;
  CHECK(policy::is_granted(used, rules, true, false));
}
