#include "policy/supersession.h"

#include <catch2/catch.hpp>

#include "tests/policy/a_question.h"

using namespace std::chrono_literals;
using policy::Span;
using tests::day;
using tests::release;

namespace {

using Releases = std::vector<policy::Release>;

/// A feed whose releases came so long after one another.
Releases after(const std::vector<Span>& intervals) {
  Releases made{release(1)};
  for (const Span interval : intervals) {
    made.push_back(release(static_cast<unsigned>(made.size() + 1)));
    made.back().first_seen = made[made.size() - 2].first_seen + interval;
  }
  return made;
}

bool fast(const Releases& releases, std::optional<Span> override_span = {}) {
  return policy::superseded_fast(releases, override_span).has_value();
}

/// Says of every release when its next one comes, as the relay does; which were suspect.
std::vector<bool> suspects(Releases releases) {
  std::vector<bool> found;
  for (std::size_t n = 2; n <= releases.size(); ++n) {
    const Releases seen{releases.begin(), releases.begin() + static_cast<std::ptrdiff_t>(n)};
    const auto why = policy::superseded_fast(seen, {});
    found.push_back(why.has_value());
    if (!why) continue;
    releases[n - 2].standing = policy::Standing::Suspect;
    releases[n - 2].standing_reason = *why;
  }
  return found;
}

}  // namespace

TEST_CASE("the first release of a feed and a feed without any are not superseded",
          "[policy][supersession]") {
  CHECK_FALSE(fast({}));
  CHECK_FALSE(fast({release(1)}));
}

TEST_CASE("a release is superseded abnormally fast within two hours", "[policy][supersession]") {
  CHECK(fast(after({2h - 1s})));
  CHECK_FALSE(fast(after({2h})));
  CHECK(fast(after({3h, 3h, 3h, 2h - 1s})));
  CHECK_FALSE(fast(after({3h, 3h, 3h, 2h})));
}

TEST_CASE("a release is superseded abnormally fast within half of a slow rhythm",
          "[policy][supersession]") {
  CHECK(fast(after({24h, 24h, 12h - 1s})));
  CHECK_FALSE(fast(after({24h, 24h, 12h})));
  CHECK(fast(after({4h + 2s, 2h})));
  CHECK_FALSE(fast(after({4h, 2h})));
}

TEST_CASE("where the rhythm is below two hours fast is within half of it",
          "[policy][supersession]") {
  CHECK(fast(after({2h, 2h - 1s})));
  CHECK(fast(after({1h, 1h, 30min - 1s})));
  CHECK_FALSE(fast(after({1h, 1h, 30min})));
  CHECK(fast(after({2h - 2s, 1h - 2s})));
  CHECK_FALSE(fast(after({2h - 2s, 1h - 1s})));
}

TEST_CASE("a rhythm is the median of the last eight intervals", "[policy][supersession]") {
  std::vector<Span> rare(20, Span{240h});
  rare.insert(rare.end(), 8, Span{24h});
  rare.push_back(12h);
  CHECK_FALSE(fast(after(rare)));
  rare.back() = 12h - 1s;
  CHECK(fast(after(rare)));
  CHECK_FALSE(fast(after({240h, 24h, 24h, 24h, 240h, 12h})));
}

TEST_CASE("the policy's own word replaces the rhythm", "[policy][supersession]") {
  CHECK(fast(after({24h, 24h, 1h - 1s}), 1h));
  CHECK_FALSE(fast(after({24h, 24h, 1h}), 1h));
  CHECK_FALSE(fast(after({24h, 24h, 1s}), Span{0}));
  CHECK(fast(after({30min}), 1h));
}

TEST_CASE("the vendor's own times count where both releases have one", "[policy][supersession]") {
  auto seen = after({24h, 3h});
  seen[1].vendor_time = day(5);
  seen[2].vendor_time = day(5) + 12h;
  CHECK_FALSE(fast(seen));
  seen[2].vendor_time = day(5) + 12h - 1s;
  CHECK(fast(seen));
  seen[1].vendor_time.reset();
  CHECK(fast(seen));  // 3 h by first sight, and a rhythm of 24 h.
  seen[2].first_seen = seen[1].first_seen + 12h;
  CHECK_FALSE(fast(seen));
}

TEST_CASE("the content of July 2024 is superseded abnormally fast after its 78 minutes",
          "[policy][supersession]") {
  auto seen = after({6h, 8h, 5h, 7h, 78min});
  CHECK(policy::superseded_fast(seen, {}) ==
        "superseded abnormally fast: 6 came after 1h 18m, less than 3h 30m");
  seen = after({78min});
  CHECK(fast(seen));
}

TEST_CASE("at most two releases in a row are superseded abnormally fast",
          "[policy][supersession]") {
  CHECK(suspects(after({24h, 24h, 1h, 1h, 1h})) == std::vector{false, false, true, true, false});
  CHECK(suspects(after({24h, 24h, 1h, 24h, 1h, 1h})) ==
        std::vector{false, false, true, false, true, true});
}

TEST_CASE("a release that is suspect for another reason does not count as one in the row",
          "[policy][supersession]") {
  auto seen = after({24h, 24h, 24h, 1h});
  for (std::size_t i : {1U, 2U}) {
    seen[i].standing = policy::Standing::Suspect;
    seen[i].standing_reason = "the vendor pointed back";
  }
  CHECK(fast(seen));
}

TEST_CASE("a release whose successor claims to be older was superseded at once",
          "[policy][supersession]") {
  auto seen = after({24h, 24h});
  seen[1].vendor_time = day(5);
  seen[2].vendor_time = day(4);
  CHECK(policy::superseded_fast(seen, {}) ==
        "superseded abnormally fast: 3 came after 0s, less than 12h");
}
