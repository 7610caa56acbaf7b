#include "policy/weaker_limits.h"

#include <algorithm>
#include <set>
#include <utility>

namespace policy {
namespace {

using Range = std::pair<std::optional<VersionText>, std::optional<VersionText>>;

struct Sum {
  std::optional<VersionText> pin{};
  std::set<VersionText> floors{};
  std::set<VersionText> blocks{};
  std::set<Range> ranges{};
  bool hold = false;
  std::size_t lag = 0;
};

Sum sum(const FeedId& feed, const Narrowed& narrowed) {
  Sum all;
  for (const Limit& limit : narrowed.document.limits) {
    const bool meant = limit.groups.empty() || std::ranges::count(limit.groups, narrowed.group) > 0;
    if (limit.feed != feed || !meant) continue;
    if (limit.pin) all.pin = limit.pin;  // The last one counts.
    if (limit.floor) all.floors.insert(*limit.floor);
    if (limit.allow_from || limit.allow_to) all.ranges.insert({limit.allow_from, limit.allow_to});
    all.blocks.insert(limit.block.begin(), limit.block.end());
    all.hold = all.hold || limit.hold;
    if (limit.lag > 0) all.lag = limit.lag;
  }
  return all;
}

std::string spelled(const Range& range) {
  std::string text = range.first ? "from '" + range.first->text() + "'" : "";
  if (range.second) text += (text.empty() ? "to '" : " to '") + range.second->text() + "'";
  return text;
}

template <class T, class Sentence>
void add_gone(std::vector<std::string>& sentences, const std::set<T>& before,
              const std::set<T>& after, Sentence sentence) {
  for (const T& one : before) {
    if (!after.contains(one)) sentences.push_back(sentence(one));
  }
}

}  // namespace

std::vector<std::string> weaker_limits(const FeedId& feed, const Narrowed& before,
                                       const Narrowed& after) {
  const Sum was = sum(feed, before), is = sum(feed, after);
  std::vector<std::string> sentences;
  if (was.pin && is.pin != was.pin) {
    sentences.push_back("no longer pinned to '" + was.pin->text() + "'");
  }
  add_gone(sentences, was.floors, is.floors,
           [](const VersionText& version) { return "floor '" + version.text() + "' is gone"; });
  add_gone(sentences, was.ranges, is.ranges, [](const Range& range) {
    return "versions are no longer limited to those " + spelled(range);
  });
  add_gone(sentences, was.blocks, is.blocks, [](const VersionText& version) {
    return "'" + version.text() + "' is no longer blocked";
  });
  if (was.hold && !is.hold) sentences.emplace_back("no longer held");
  if (is.lag < was.lag) {
    sentences.push_back("lag " + std::to_string(was.lag) + " → " + std::to_string(is.lag));
  }
  return sentences;
}

}  // namespace policy
