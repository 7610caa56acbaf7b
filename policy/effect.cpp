#include "policy/effect.h"

#include <algorithm>
#include <map>
#include <utility>

#include "policy/forecast.h"

namespace policy {
namespace {

/// When each release is first opened, by release.
using Arrivals = std::map<Sequence, Instant>;

std::map<GroupId, Arrivals> arrivals(const FeedRulesOf& rules, const FeedFacts& facts,
                                     Moment moment, Instant until) {
  moment.assume_healthy = true;
  std::map<GroupId, Arrivals> found;
  for (const Milestone& milestone : forecast(rules, facts, moment, until).milestones) {
    if (const auto* const opened = std::get_if<Opened>(&milestone.event)) {
      found[opened->group].try_emplace(opened->release, milestone.at);
    }
  }
  return found;
}

const Rules* rules_of(const FeedRulesOf& rules, const GroupId& group) {
  const auto found = std::ranges::find(rules, group, &FeedRulesOf::value_type::first);
  return found == rules.end() || !found->second ? nullptr : &*found->second;
}

/// The newest release that anybody in the group may have now.
std::optional<Sequence> newest_open(const FeedRulesOf& rules, const GroupId& group,
                                    const FeedFacts& facts, const Moment& moment) {
  const Plan made = plan({rules_of(rules, group), facts, facts.of(group), moment}, Depth::Decide);
  return made.open.empty() ? std::nullopt : std::optional{made.open.front().release};
}

std::optional<Instant> when(const Arrivals& arrivals, Sequence release) {
  const auto found = arrivals.find(release);
  return found == arrivals.end() ? std::nullopt : std::optional{found->second};
}

void compare(const GroupId& group, const Arrivals& before, const Arrivals& after,
             std::vector<Effect>& effects) {
  Arrivals either = before;
  either.insert(after.begin(), after.end());
  for (const auto& [release, at] : either) {
    const Effect effect{group, release, when(before, release), when(after, release)};
    if (effect.before != effect.after) effects.push_back(effect);
  }
}

std::string moment_words(Instant at, Instant now) {
  return at <= now ? "now" : "at " + show(at);
}

}  // namespace

std::vector<Effect> effects(const FeedRulesOf& before, const FeedRulesOf& after,
                            const FeedFacts& facts, const Moment& moment, Instant until) {
  auto old_arrivals = arrivals(before, facts, moment, until);
  auto new_arrivals = arrivals(after, facts, moment, until);
  std::vector<Effect> found;
  for (const auto& [group, rules] : after) {
    const auto has = newest_open(before, group, facts, moment);
    const auto keeps = newest_open(after, group, facts, moment);
    if (has && (!keeps || *keeps < *has)) {
      found.push_back({group, *has, std::nullopt, std::nullopt, true});
    }
    compare(group, old_arrivals[group], new_arrivals[group], found);
  }
  return found;
}

std::string sentence(const Effect& effect, const FeedFacts& facts, Instant now) {
  const std::string group = "'" + effect.group.text() + "' ";
  const std::string version = facts.release(effect.release).version.text();
  if (effect.taken_back)
    return group + "is given an older release than " + version + " from now on";
  if (!effect.after) {
    return group + "no longer gets " + version + " " + moment_words(*effect.before, now) +
           ", and it is not in sight when";
  }
  std::string text = group + "gets " + version + " " + moment_words(*effect.after, now);
  if (!effect.before) return text + ", which was not in sight";
  return text + " instead of " + moment_words(*effect.before, now);
}

}  // namespace policy
