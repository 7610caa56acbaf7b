#include <catch2/catch.hpp>
#include <functional>
#include <memory>

#include "tests/policy/a_question.h"

using namespace std::chrono_literals;
using policy::Rules;
using tests::group;

namespace {

constexpr auto kSaturday = std::chrono::Saturday;

policy::Calendar nights() {
  return {.name = "nights",
          .open = {{.days = {std::chrono::Monday, kSaturday}, .at = 22h, .lasts = 2h},
                   {.days = {std::chrono::Friday}, .at = 23h, .lasts = 1h}},
          .closed = {{.from = std::chrono::local_days{std::chrono::year{2026} / 12 / 18},
                      .until = std::chrono::local_days{std::chrono::year{2027} / 1 / 6},
                      .why = "freeze"}},
          .not_within = policy::NotWithin{.of = 24h, .before_weekend = true}};
}

/// Rules of every kind.
Rules full() {
  Rules rules{.feed = tests::feed("clamav"), .group = group("office")};
  rules.watched = {{group("pilot")}, {group("lab")}};
  auto& stage = rules.stage;
  stage.groups = {group("office"), group("vdi")};
  stage.soak = 4h;
  stage.gate = policy::Gate{.bake = 4h,
                            .survived = policy::Quota{.devices = 5},
                            .failed = policy::BasisPoints{100},
                            .by = {"model", "site"}};
  stage.checks = {{.name = "bench"}, {.name = "images"}};
  stage.approve = {{.role = "rm"}, {.role = "so"}};
  stage.approve_high_risk = {{.role = "rm", .people = 2}};
  stage.window = std::make_shared<policy::Calendar>(nights());
  stage.ramp = {{{500}, 4h}, {{2'500}, 24h}, {policy::kEverybody, 0h}};
  return rules;
}

void edit_window(Rules& rules, const std::function<void(policy::Calendar&)>& edit) {
  auto calendar = nights();
  edit(calendar);
  rules.stage.window = std::make_shared<policy::Calendar>(calendar);
}

using Edit = std::function<void(Rules&)>;

const std::vector<Edit>& changes() {
  using policy::Calendar;
  static const std::vector<Edit> kChanges{
      [](Rules& r) { r.feed = tests::feed("agent"); },
      [](Rules& r) { r.stage.groups.pop_back(); },
      [](Rules& r) { r.stage.soak += 1s; },
      [](Rules& r) { r.stage.gate.reset(); },
      [](Rules& r) { r.stage.gate->bake += 1s; },
      [](Rules& r) { r.stage.gate->survived->devices = 4; },
      [](Rules& r) { r.stage.gate->survived = policy::Quota{.share = {500}}; },
      [](Rules& r) { r.stage.gate->survived.reset(); },
      [](Rules& r) { r.stage.gate->confirmed = r.stage.gate->survived; },
      [](Rules& r) { r.stage.gate->failed = policy::BasisPoints{101}; },
      [](Rules& r) { r.stage.gate->silent = r.stage.gate->failed; },
      [](Rules& r) { r.stage.gate->by.pop_back(); },
      [](Rules& r) { r.watched.pop_back(); },
      [](Rules& r) { r.stage.checks.pop_back(); },
      [](Rules& r) { r.stage.approve.pop_back(); },
      [](Rules& r) { r.stage.approve[0].people = 2; },
      [](Rules& r) { r.stage.approve[0].asks.ticket = true; },
      [](Rules& r) { r.stage.approve[0].asks.report = true; },
      [](Rules& r) { r.stage.approve[0].asks.decision = true; },
      [](Rules& r) { r.stage.approve[0].role = "pm"; },
      [](Rules& r) { r.stage.approve.push_back(r.stage.approve[0]); },
      [](Rules& r) { r.stage.approve_high_risk.clear(); },
      [](Rules& r) { std::swap(r.stage.approve, r.stage.approve_high_risk); },
      [](Rules& r) { r.stage.window.reset(); },
      [](Rules& r) { edit_window(r, [](Calendar& c) { c.zone.name = "Asia/Kolkata"; }); },
      [](Rules& r) { edit_window(r, [](Calendar& c) { c.open.pop_back(); }); },
      [](Rules& r) { edit_window(r, [](Calendar& c) { c.open[0].days.pop_back(); }); },
      [](Rules& r) { edit_window(r, [](Calendar& c) { c.open[0].at += 1min; }); },
      [](Rules& r) { edit_window(r, [](Calendar& c) { c.open[0].lasts += 1min; }); },
      [](Rules& r) { edit_window(r, [](Calendar& c) { c.closed.clear(); }); },
      [](Rules& r) { edit_window(r, [](Calendar& c) { c.closed[0].until += 1s; }); },
      [](Rules& r) { edit_window(r, [](Calendar& c) { c.not_within.reset(); }); },
      [](Rules& r) { edit_window(r, [](Calendar& c) { c.not_within->of += 1s; }); },
      [](Rules& r) { edit_window(r, [](Calendar& c) { c.not_within->before_closed = true; }); },
      [](Rules& r) { r.stage.ramp.clear(); },
      [](Rules& r) { r.stage.ramp[0].to.count += 1; },
      [](Rules& r) { r.stage.ramp[1].hold += 1s; },
  };
  return kChanges;
}

}  // namespace

TEST_CASE("every change of a rule is another rule to approve", "[policy][rules][approval]") {
  for (std::size_t i = 0; i < changes().size(); ++i) {
    CAPTURE(i);
    Rules rules = full();
    changes()[i](rules);
    CHECK(policy::canonical(rules) != policy::canonical(full()));
  }
}

TEST_CASE("the spelling of a rule is no other rule", "[policy][rules][approval]") {
  Rules rules = full();
  auto& stage = rules.stage;
  SECTION("the order of groups") {
    std::swap(stage.groups[0], stage.groups[1]);
  }
  SECTION("the order of watched groups") {
    std::swap(rules.watched[0], rules.watched[1]);
  }
  SECTION("the order of checks") {
    std::swap(stage.checks[0], stage.checks[1]);
  }
  SECTION("the order of people") {
    std::swap(stage.approve[0], stage.approve[1]);
  }
  SECTION("the order of attributes") {
    std::swap(stage.gate->by[0], stage.gate->by[1]);
  }
  SECTION("the order of windows") {
    edit_window(rules, [](policy::Calendar& c) { std::swap(c.open[0], c.open[1]); });
  }
  SECTION("the order of days") {
    edit_window(rules,
                [](policy::Calendar& c) { std::swap(c.open[0].days[0], c.open[0].days[1]); });
  }
  SECTION("a calendar's name and why it is closed") {
    edit_window(rules, [](policy::Calendar& c) {
      c.name = "changes";
      c.closed[0].why = "year-end freeze";
    });
  }
  SECTION("lines of the document") {
    stage.mark = stage.soak_mark = stage.ramp_mark = stage.window_mark = {7};
    stage.gate->mark = stage.approve[0].mark = stage.checks[0].mark = {8};
  }
  SECTION("which of the stage's groups is asked") {
    rules.group = group("vdi");
  }
  SECTION("a check that is named twice") {
    stage.checks.push_back(stage.checks[0]);
  }
  CHECK(policy::canonical(rules) == policy::canonical(full()));
}

TEST_CASE("what an approval is bound to is one text for all builds", "[policy][rules][approval]") {
  CHECK(policy::canonical(full()) ==
        "sluice-stage-v1\n"
        "feed clamav\n"
        "groups office vdi\n"
        "soak 14400\n"
        "gate bake 14400 watching lab pilot\n"
        "gate survived 5\n"
        "gate failed 1%\n"
        "gate by model site\n"
        "checks bench images\n"
        "approve rm 1\n"
        "approve so 1\n"
        "approve high risk rm 2\n"
        "window zone UTC\n"
        "window closed 1797552000 1799193600\n"
        "window open 1 6 at 79200 for 7200\n"
        "window open 5 at 82800 for 3600\n"
        "window not within 86400 weekend\n"
        "ramp 5% 14400\n"
        "ramp 25% 86400\n"
        "ramp 100% 0\n");
}
