#include "policy/effect.h"

#include <catch2/catch.hpp>

#include "tests/policy/a_question.h"

using namespace std::chrono_literals;
using tests::day;
using tests::group;

namespace {

/// "pilot" has release 2 since day 9; "office" runs 1 and lets 2 in by its stage's rules.
struct TwoRevisions : tests::AQuestion {
  TwoRevisions() {
    in("pilot").openings = {tests::opened(1, day(1)), tests::opened(2, day(9))};
    rules->stage.soak = 240h;  // Release 2 is from day 2, so it is let in on day 12.
    after = *rules;
  }
  policy::Rules after{.feed = tests::feed("clamav"), .group = group("office")};

  std::vector<policy::Effect> effects() const {
    return policy::effects({{group("office"), rules}}, {{group("office"), after}}, facts, moment,
                           moment.now + 720h);
  }
  std::vector<std::string> sentences() const {
    std::vector<std::string> found;
    for (const auto& one : effects()) {
      found.push_back(policy::sentence(one, facts, moment.now));
    }
    return found;
  }
};

}  // namespace

TEST_CASE("the same rules have no effect", "[policy][effect]") {
  CHECK(TwoRevisions{}.effects().empty());
}

TEST_CASE("an effect says which release comes when instead", "[policy][effect]") {
  TwoRevisions revisions;
  revisions.after.stage.soak = 264h;
  CHECK(revisions.sentences() ==
        std::vector<std::string>{
            "'office' gets 2 at 2026-01-14 00:00 UTC instead of at 2026-01-13 00:00 UTC"});
  CHECK_FALSE(revisions.effects()[0].sooner());

  revisions.after.stage.soak = 24h;
  CHECK(revisions.sentences() ==
        std::vector<std::string>{"'office' gets 2 now instead of at 2026-01-13 00:00 UTC"});
  CHECK(revisions.effects()[0].sooner());
}

TEST_CASE("an effect says what would no longer come", "[policy][effect]") {
  TwoRevisions revisions;
  revisions.after.stage.approve = {{.role = "release-manager"}};
  CHECK(revisions.sentences() ==
        std::vector<std::string>{"'office' no longer gets 2 at 2026-01-13 00:00 UTC, and it is not "
                                 "in sight when"});
}

TEST_CASE("an effect says what would be taken back", "[policy][effect]") {
  TwoRevisions revisions;
  revisions.own().openings.push_back(tests::opened(2, day(9)));
  revisions.after.limits.blocks = {{tests::version("2"), {.by = "the policy"}}};
  CHECK(revisions.sentences() ==
        std::vector<std::string>{"'office' is given an older release than 2 from now on"});
}
