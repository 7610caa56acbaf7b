#include "policy/supersession.h"

#include <algorithm>

namespace policy {
namespace {

using namespace std::chrono_literals;

constexpr Span kFast = 2h;
constexpr std::size_t kRecent = 8;      // Intervals that make a rhythm.
constexpr std::size_t kMostInARow = 2;  // A third is a new rhythm, not a correction.
constexpr const char* kFastWords = "superseded abnormally fast";

/// From one release to the next: by the vendor's own times where both have one.
Span interval(const Release& before, const Release& after) {
  if (before.vendor_time && after.vendor_time) return *after.vendor_time - *before.vendor_time;
  return after.first_seen - before.first_seen;
}

/// The median of the last intervals up to release `last`; nothing when there is none.
std::optional<Span> rhythm(const std::vector<Release>& releases, std::size_t last) {
  std::vector<Span> intervals;
  for (std::size_t i = last; i > 0 && intervals.size() < kRecent; --i) {
    intervals.push_back(interval(releases[i - 1], releases[i]));
  }
  if (intervals.empty()) return std::nullopt;
  const auto middle = intervals.begin() + static_cast<std::ptrdiff_t>(intervals.size() / 2);
  std::ranges::nth_element(intervals, middle);
  return *middle;
}

Span fast_for(const std::vector<Release>& releases, std::size_t last) {
  const auto usual = rhythm(releases, last);
  if (!usual) return kFast;
  if (*usual < kFast) return *usual / 2;
  return std::max(kFast, *usual / 2);
}

bool was_fast(const Release& release) {
  return release.standing == Standing::Suspect && release.standing_reason.starts_with(kFastWords);
}

}  // namespace

std::optional<std::string> superseded_fast(const std::vector<Release>& releases,
                                           std::optional<Span> override_span) {
  if (releases.size() < 2) return std::nullopt;
  const std::size_t replaced = releases.size() - 2;
  std::size_t in_a_row = 0;
  while (in_a_row < replaced && was_fast(releases[replaced - 1 - in_a_row])) ++in_a_row;
  if (in_a_row >= kMostInARow) return std::nullopt;

  const Span lasted = interval(releases[replaced], releases[replaced + 1]);
  const Span limit = override_span.value_or(fast_for(releases, replaced));
  if (lasted >= limit) return std::nullopt;
  return std::string{kFastWords} + ": " + releases[replaced + 1].version.text() + " came after " +
         show(std::max(lasted, Span{0})) + ", less than " + show(limit);
}

}  // namespace policy
