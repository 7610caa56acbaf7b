#pragma once

#include <string>

#include "policy/plan.h"
#include "tests/policy/named.h"
#include "tests/support/day.h"

/// A question whose answer is a plain yes, so that what a test writes is what it is about.
namespace tests {

inline policy::Digest digest(unsigned number) {
  policy::Digest digest{};
  for (std::size_t i = 0; i < 4; ++i) digest.bytes[i] = static_cast<std::byte>(number >> (8 * i));
  return digest;
}

/// Release n of a feed, version "n", first seen on day n.
inline policy::Release release(unsigned n) {
  return {.sequence = {n},
          .version = version(std::to_string(n)),
          .tree = digest(n),
          .first_seen = day(static_cast<int>(n))};
}

/// Opened to everybody at that time.
inline policy::Opening opened(unsigned n, policy::Instant at,
                              policy::Opening::How how = policy::Opening::How::Rules) {
  return {{n}, how, {{policy::kEverybody, at}}};
}

/// The feed has releases 1 and 2; the group "office" runs 1 since day 1; it is day 10; the stage
/// asks for nothing, so 2 opens.
struct AQuestion {
  std::optional<policy::Rules> rules =
      policy::Rules{.feed = feed("clamav"), .group = group("office")};
  policy::FeedFacts facts{};
  policy::Moment moment{.now = day(10)};

  AQuestion() {
    rules->path = "intelligence";
    rules->stage_number = 2;
    rules->stage.groups = {group("office")};
    rules->digest = digest(99);
    facts.releases = {tests::release(1), tests::release(2)};
    own().openings = {opened(1, day(1), policy::Opening::How::Adopted)};
  }

  policy::GroupFacts& own() { return in("office"); }
  policy::GroupFacts& in(const char* name) { return facts.groups[group(name)]; }

  policy::Question question() const {
    return {rules ? &*rules : nullptr, facts, facts.of(group("office")), moment};
  }
  policy::Plan plan(policy::Depth depth = policy::Depth::Explain) const {
    return policy::plan(question(), depth);
  }
  std::optional<policy::Sequence> to_open() const {
    const auto open = plan().to_open;
    return open ? std::optional{open->release} : std::nullopt;
  }
  bool opens() const { return to_open() == policy::Sequence{2}; }
  /// Why release 2, or the one asked for, is withheld; empty when it is not.
  std::string why(unsigned n = 2) const {
    for (const auto& withheld : plan().withheld) {
      if (withheld.release == policy::Sequence{n}) return policy::sentences(withheld.reasons);
    }
    return "";
  }
  /// Why release 2, or the one asked for, does not widen; empty when it does.
  std::string why_not_wider(unsigned n = 2) const {
    for (const auto& one : plan().ramping) {
      if (one.release == policy::Sequence{n}) return policy::sentences(one.reasons);
    }
    return "";
  }
  /// What a device gets, by its place; 0 for nothing.
  std::uint64_t offered(policy::Place place = {7}) const {
    const auto chosen = policy::choose(plan().open, place);
    return chosen ? chosen->number : 0;
  }
};

}  // namespace tests
