#include "policy/next_event.h"

#include <catch2/catch.hpp>

#include "tests/policy/a_gated_question.h"

using namespace std::chrono_literals;
using tests::AGatedQuestion;
using tests::day;
using tests::group;

namespace {

std::optional<policy::NextEvents> next(const AGatedQuestion& asked, std::size_t most_turns = 8) {
  policy::FeedFacts facts = asked.facts;
  const policy::FeedRulesOf rules{{group("office"), asked.rules}};
  return policy::next_events(rules, facts, asked.moment, most_turns);
}

}  // namespace

TEST_CASE("what time alone changes next is told with its time", "[policy][next]") {
  AGatedQuestion asked;
  asked.rules->stage.soak = 192h;
  asked.moment.now = day(5) + 1h;
  const auto found = next(asked);
  REQUIRE(found);
  CHECK(found->at == day(10));  // The bake is over before; that alone opens nothing.
  REQUIRE(found->events.size() == 1);
  CHECK(std::get<policy::Opened>(found->events[0]).release == policy::Sequence{2});
  CHECK(next(asked, 2));
  CHECK_FALSE(next(asked, 1));
}

TEST_CASE("nothing is next where people or devices are waited for", "[policy][next]") {
  AGatedQuestion asked;
  asked.rules->stage.approve = {{.role = "boss"}};
  CHECK_FALSE(next(asked));
}
