#include "relay/rollout/switches.h"

#include <catch2/catch.hpp>

#include "tests/policy/a_question.h"

using policy::Sequence;
using relay::catalog::ActivationRow;
using tests::day;

namespace {

using Numbers = std::vector<std::uint64_t>;

/// One switch a day, from day 0 on; 0 is nothing any more.
std::vector<ActivationRow> history(const Numbers& releases) {
  std::vector<ActivationRow> rows;
  for (const std::uint64_t number : releases) {
    const auto release = number == 0 ? std::nullopt : std::optional{Sequence{number}};
    rows.push_back({tests::group("office"), release, day(static_cast<int>(rows.size()))});
  }
  return rows;
}

/// Releases that arrive when these are open.
Numbers arrive(const Numbers& before, const Numbers& open) {
  std::vector<policy::OpenRelease> now;
  for (const std::uint64_t number : open) now.push_back({.release = {number}});
  Numbers found;
  for (const Sequence one : relay::rollout::arrivals(history(before), now)) {
    found.push_back(one.number);
  }
  return found;
}

}  // namespace

TEST_CASE("what a group never had arrives once", "[rollout][switches]") {
  CHECK(arrive({}, {1}) == Numbers{1});
  CHECK(arrive({1}, {1}).empty());
  CHECK(arrive({1}, {2, 1}) == Numbers{2});
  CHECK(arrive({1}, {3, 2, 1}) == Numbers{2, 3});
  CHECK(arrive({1, 2}, {2}).empty());
  CHECK(arrive({1}, {}).empty());
}

TEST_CASE("what a group falls back to arrives again", "[rollout][switches]") {
  CHECK(arrive({1, 2}, {1}) == Numbers{1});
  CHECK(arrive({1, 2, 1}, {1}).empty());
  CHECK(arrive({1, 2, 1}, {2}) == Numbers{2});
  CHECK(arrive({1, 2, 3}, {3, 1}) == Numbers{1});
  CHECK(arrive({1, 0}, {1}) == Numbers{1});
}

TEST_CASE("what is open again after a group fell back from it arrives again",
          "[rollout][switches]") {
  CHECK(arrive({1, 2, 1}, {2, 1}) == Numbers{2});
  CHECK(arrive({1, 2, 1, 2}, {2, 1}).empty());
  CHECK(arrive({1, 2, 3}, {3, 2, 1}).empty());
}
