#include <catch2/catch.hpp>

#include "tests/policy/a_question.h"

using policy::Sequence;
using tests::AQuestion;
using tests::day;
using tests::group;
using tests::opened;
using tests::release;

namespace {

using Acknowledged = policy::Halt::Acknowledged;

/// Release 2 was halted in "pilot" on day 6.
struct AHaltedQuestion : AQuestion {
  AHaltedQuestion() {
    facts.halts = {
        {.release = {2}, .group = group("pilot"), .at = day(6), .why = "3 of 5 fell silent"}};
  }
  void acknowledge(Acknowledged::How how, std::optional<Sequence> fixed_by = {}) {
    facts.halts[0].acknowledged =
        Acknowledged{.how = how, .said = {.by = "ann", .at = day(7)}, .fixed_by = fixed_by};
  }
};

}  // namespace

TEST_CASE("a halted release is taken back everywhere and opens nowhere", "[policy][halt]") {
  AHaltedQuestion asked;
  CHECK(asked.why() == "halted since 2026-01-07 00:00 UTC: 3 of 5 fell silent");

  asked.own().openings.push_back(opened(2, day(5)));
  CHECK(asked.offered() == 1);
  CHECK(asked.plan().withdrawn == std::vector{Sequence{2}});
  asked.own().openings.back().steps = {{{9'999}, day(5)}};
  CHECK(asked.offered() == 1);
  CHECK(asked.why() == "halted since 2026-01-07 00:00 UTC: 3 of 5 fell silent");
}

TEST_CASE("a halt is sticky until a person lets the release go on", "[policy][halt]") {
  AHaltedQuestion asked;
  asked.own().openings.push_back(opened(2, day(5)));
  asked.moment.now = day(10'000);
  CHECK(asked.offered() == 1);
  asked.acknowledge(Acknowledged::How::Block);
  CHECK(asked.offered() == 1);
  CHECK(asked.why() ==
        "halted since 2026-01-07 00:00 UTC: 3 of 5 fell silent; blocked by who acknowledged it");
  asked.acknowledge(Acknowledged::How::Resume);
  CHECK(asked.offered() == 2);
  CHECK(asked.plan().withdrawn.empty());
}

TEST_CASE("a release stays halted while one of its halts stands", "[policy][halt]") {
  AHaltedQuestion asked;
  asked.acknowledge(Acknowledged::How::Resume);
  CHECK(asked.opens());
  asked.facts.halts.push_back({.release = {2}, .group = group("office"), .at = day(8)});
  CHECK(asked.why() == "halted since 2026-01-09 00:00 UTC");
}

TEST_CASE("a halt is inherited beyond the first stage until its fix is named", "[policy][halt]") {
  AHaltedQuestion asked;
  asked.facts.releases.push_back(release(3));
  asked.facts.releases.push_back(release(4));
  const auto* const inherited =
      "2 was halted at 2026-01-07 00:00 UTC, and nobody has named the release that is the fix";
  CHECK(asked.why(3) == inherited);
  CHECK(asked.why(4) == inherited);

  SECTION("not in the first stage") {
    asked.rules->stage_number = 1;
    CHECK(asked.to_open() == Sequence{4});
  }
  SECTION("also after it was blocked") {
    asked.acknowledge(Acknowledged::How::Block);
    CHECK(asked.why(4) == inherited);
  }
  SECTION("not from the fix on") {
    asked.acknowledge(Acknowledged::How::Block, Sequence{4});
    CHECK(asked.why(3) == inherited);
    CHECK(asked.to_open() == Sequence{4});
    asked.acknowledge(Acknowledged::How::Block, Sequence{3});
    CHECK(asked.to_open() == Sequence{4});
    CHECK(asked.why(3).empty());
  }
  SECTION("not after a person let the halted one go on") {
    asked.acknowledge(Acknowledged::How::Resume);
    CHECK(asked.to_open() == Sequence{4});
  }
}

TEST_CASE("an older release inherits nothing from a newer one", "[policy][halt]") {
  AHaltedQuestion asked;
  asked.own().openings.clear();
  CHECK(asked.to_open() == Sequence{1});
}
