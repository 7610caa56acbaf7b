#include "policy/weaker_calendar.h"

#include <algorithm>

#include "policy/spelled.h"
#include "policy/week.h"

namespace policy {
namespace {

/// Whether blackouts that may overlap or touch leave nothing of this one open.
bool covered(const Closed& wanted, std::vector<Closed> by) {
  std::ranges::sort(by, {}, &Closed::from);
  auto reached = wanted.from;
  for (const Closed& closed : by) {
    if (closed.from <= reached) reached = std::max(reached, closed.until);
  }
  return reached >= wanted.until;
}

void add_not_within(std::vector<std::string>& sentences, const NotWithin& before,
                    const std::optional<NotWithin>& after) {
  if (!after) {
    sentences.push_back("no longer closed within " + spelled(before));
    return;
  }
  const bool weekend = before.before_weekend && !after->before_weekend;
  const bool closed = before.before_closed && !after->before_closed;
  if (weekend || closed || after->of < before.of) {
    sentences.push_back("closed within " + spelled(before) + " → " + spelled(*after));
  }
}

}  // namespace

std::vector<std::string> weaker_calendar(const Calendar& before, const Calendar& after) {
  std::vector<std::string> sentences;
  if (before.zone.name != after.zone.name) {
    sentences.push_back("its hours are those of '" + after.zone.name + "' and no longer of '" +
                        before.zone.name + "'");
  }
  if (!without(week_of(after.open), week_of(before.open)).empty()) {
    sentences.emplace_back("its windows are open at more hours of the week");
  }
  for (const Closed& closed : before.closed) {
    if (!covered(closed, after.closed)) sentences.push_back("open during " + spelled(closed));
  }
  if (before.not_within) add_not_within(sentences, *before.not_within, after.not_within);
  return sentences;
}

}  // namespace policy
