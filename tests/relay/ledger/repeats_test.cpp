#include "relay/ledger/repeats.h"

#include <catch2/catch.hpp>

#include "tests/relay/ledger/a_book.h"

using namespace std::chrono_literals;
using relay::ledger::Repeats;
using relay::ledger::Sighting;
using tests::day;
using tests::group;

namespace {

Sighting asked(policy::Span when = 0s) {
  return {.feed = tests::acme(),
          .group = group("pilot"),
          .voice = {1},
          .release = {2},
          .at = day(4) + when};
}

}  // namespace

TEST_CASE("the same within ten seconds is a repetition", "[ledger]") {
  Repeats said;
  CHECK_FALSE(said.repeats(asked()));
  CHECK(said.repeats(asked()));
  CHECK(said.repeats(asked(9s)));
  CHECK_FALSE(said.repeats(asked(10s)));
  CHECK(said.repeats(asked(19s)));
  CHECK_FALSE(said.repeats(asked(9s)));  // The clock was set back.
}

TEST_CASE("what differs in anything is no repetition", "[ledger]") {
  Repeats said;
  CHECK_FALSE(said.repeats(asked()));
  auto other = asked();
  other.feed = *policy::FeedId::parse("other");
  CHECK_FALSE(said.repeats(other));
  other = asked();
  other.group = group("office");
  CHECK_FALSE(said.repeats(other));
  other = asked();
  other.voice = {7};
  CHECK_FALSE(said.repeats(other));
  other = asked();
  other.release = {3};
  CHECK_FALSE(said.repeats(other));
  other = asked();
  other.kind = Sighting::Kind::Took;
  CHECK_FALSE(said.repeats(other));
  CHECK_FALSE(said.repeats(other, 5));
  CHECK(said.repeats(other, 5));
}
