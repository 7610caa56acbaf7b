#pragma once

#include <string>

#include "policy/plan.h"
#include "tests/support/day.h"

/// A question whose answer is a plain yes, so that what a test writes is what it is about.
namespace tests {

inline policy::GroupId group(const char* name) {
  return *policy::GroupId::parse(name);
}
inline policy::FeedId feed(const char* name) {
  return *policy::FeedId::parse(name);
}
inline policy::VersionText version(const std::string& text) {
  return *policy::VersionText::parse(text);
}

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

/// The feed has releases 1 and 2; the group "office" runs 1 since day 1; it is day 10; the stage
/// asks for nothing, so 2 opens.
struct AQuestion : policy::Question {
  AQuestion() {
    rules = policy::Rules{.feed = feed("clamav"), .group = group("office")};
    rules->path = "intelligence";
    rules->stage.groups = {group("office")};
    stage = digest(99);
    releases = {tests::release(1), tests::release(2)};
    facts.openings = {{.release = {1}, .at = day(1), .how = policy::Opening::How::Adopted}};
    now = day(10);
  }

  policy::Plan plan() const { return policy::plan(*this); }
  bool opens() const { return plan().to_open == policy::Sequence{2}; }
  /// Why release 2, or the one asked for, is withheld; empty when it is not.
  std::string why(unsigned n = 2) const {
    for (const auto& withheld : plan().withheld) {
      if (withheld.release == policy::Sequence{n}) return policy::sentences(withheld.reasons);
    }
    return "";
  }
  /// What every device of the group gets; 0 for nothing.
  std::uint64_t offered() const {
    const auto chosen = policy::choose(plan().open, policy::Place{7});
    return chosen ? chosen->number : 0;
  }
};

}  // namespace tests
