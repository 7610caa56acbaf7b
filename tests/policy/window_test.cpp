#include <catch2/catch.hpp>
#include <memory>

#include "tests/policy/a_question.h"

using namespace std::chrono_literals;
using tests::AQuestion;
using tests::day;

namespace {

/// Mondays to Thursdays from 09:00 to 16:00 UTC, and not on the second Wednesday. day(4) is the
/// first Monday.
struct AQuestionOfHours : AQuestion {
  AQuestionOfHours() {
    using namespace std::chrono;
    const local_days wednesday = local_days{year{2026} / January / 14};
    rules->stage.window = std::make_shared<policy::Calendar>(policy::Calendar{
        .name = "change-window",
        .open = {{.days = {Monday, Tuesday, Wednesday, Thursday}, .at = 9h, .lasts = 7h}},
        .closed = {{.from = wednesday, .until = wednesday + days{1}, .why = "inventory"}}});
    rules->stage.window_mark = {12};
  }
};

}  // namespace

TEST_CASE("a release opens within its stage's window to the second", "[policy][window]") {
  AQuestionOfHours asked;
  asked.moment.now = day(4) + 9h - 1s;
  CHECK(asked.why() == "'change-window' is closed: outside its hours, until 2026-01-05 09:00 UTC");
  CHECK(asked.plan().next_look == day(4) + 9h);
  asked.moment.now = day(4) + 9h;
  CHECK(asked.opens());
  asked.moment.now = day(4) + 16h - 1s;
  CHECK(asked.opens());
  asked.moment.now = day(4) + 16h;
  CHECK_FALSE(asked.opens());
  CHECK(asked.plan().next_look == day(5) + 9h);
}

TEST_CASE("a release waits over the weekend for its window", "[policy][window]") {
  AQuestionOfHours asked;
  asked.moment.now = day(7) + 16h;  // A Thursday.
  CHECK(asked.plan().next_look == day(11) + 9h);
}

TEST_CASE("a blackout closes its window and says why", "[policy][window]") {
  AQuestionOfHours asked;
  asked.moment.now = day(13) + 9h;
  CHECK(asked.why() == "'change-window' is closed: inventory, until 2026-01-15 09:00 UTC");
  asked.moment.now = day(14) + 9h;
  CHECK(asked.opens());
}

TEST_CASE("what is open stays open outside its window", "[policy][window]") {
  AQuestionOfHours asked;
  asked.own().openings.push_back(tests::opened(2, day(4) + 10h));
  asked.moment.now = day(5);
  CHECK(asked.offered() == 2);
}

TEST_CASE("a reason names the line of the policy that asks for the window", "[policy][window]") {
  AQuestionOfHours asked;
  asked.moment.now = day(5);
  const auto plan = asked.plan();
  REQUIRE(plan.withheld.size() == 1);
  CHECK(policy::mark(plan.withheld[0].reasons[0]).line == 12);
  CHECK(policy::rule(plan.withheld[0].reasons[0]) == std::string{"window"});
}
