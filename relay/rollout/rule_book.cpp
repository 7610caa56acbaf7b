#include "relay/rollout/rule_book.h"

#include <algorithm>
#include <utility>

#include "relay/crypto/sha256.h"

namespace relay::rollout {

const policy::FeedRules* feed_of(const policy::Document& document, const policy::FeedId& feed) {
  const auto found = std::ranges::find(document.feeds, feed, &policy::FeedRules::id);
  return found == document.feeds.end() ? nullptr : &*found;
}

bool has_group(const policy::Document& document, const policy::GroupId& group) {
  return std::ranges::find(document.groups, group, &policy::Group::id) != document.groups.end();
}

policy::FeedRulesOf rules_of(const policy::Document& document, const policy::FeedRules& feed) {
  policy::FeedRulesOf all;
  for (const policy::Group& group : document.groups) {
    auto rules = policy::rules_for(document, feed, group.id);
    if (rules) rules->digest = crypto::sha256(policy::canonical(*rules));
    all.emplace_back(group.id, std::move(rules));
  }
  return all;
}

std::set<policy::Digest> changed_stages(const Edit& edit) {
  std::set<policy::Digest> changed;
  for (const policy::FeedRules& feed : edit.after.feeds) {
    const auto* const had = feed_of(edit.before, feed.id);
    const auto before = had == nullptr ? policy::FeedRulesOf{} : rules_of(edit.before, *had);
    for (const auto& [group, rules] : rules_of(edit.after, feed)) {
      if (!rules) continue;
      const auto old = std::ranges::find(before, group, &policy::FeedRulesOf::value_type::first);
      const bool same = old != before.end() && old->second && old->second->digest == rules->digest;
      if (!same) changed.insert(rules->digest);
    }
  }
  return changed;
}

RuleBook::Rules RuleBook::of(const policy::Document& document, const policy::FeedRules& feed) {
  const std::lock_guard lock{mutex_};
  Rules& rules = rules_[feed.id];
  if (!rules) rules = std::make_shared<const policy::FeedRulesOf>(rules_of(document, feed));
  return rules;
}

RuleBook::Rules rules_of(const Revision& revision, const policy::FeedRules& feed) {
  if (revision.rules) return revision.rules->of(revision.document, feed);
  return std::make_shared<const policy::FeedRulesOf>(rules_of(revision.document, feed));
}

}  // namespace relay::rollout
