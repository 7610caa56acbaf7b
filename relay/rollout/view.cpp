#include "relay/rollout/view.h"

#include <algorithm>
#include <limits>

#include "policy/require.h"
#include "relay/rollout/rule_book.h"

namespace relay::rollout {
namespace {

std::optional<catalog::ActivationRow> served(const Recorded& recorded, const policy::GroupId& group,
                                             const policy::Plan& plan) {
  const auto& history = recorded.activations_of(group);
  if (history.empty()) return std::nullopt;
  if (plan.open.empty()) return history.back();
  const auto* const came = active(recorded, group, plan.open.front().release);
  return came == nullptr ? history.back() : *came;
}

/// What a yes to the releases that wait for one would be bound to.
std::vector<Bound> approvals(const policy::Question& asked, const policy::Plan& plan) {
  std::vector<Bound> found;
  for (const policy::Withheld& withheld : plan.withheld) {
    for (const policy::Reason& reason : withheld.reasons) {
      const auto* const wanted = std::get_if<policy::Unapproved>(&reason);
      if (wanted == nullptr) continue;
      found.push_back(bound_to(asked, asked.facts.release(withheld.release), wanted->role));
      break;
    }
  }
  return found;
}

View view_of(std::shared_ptr<const Recorded> recorded, const policy::FeedRulesOf::value_type& rules,
             const policy::Moment& moment) {
  const policy::Question asked = question(*recorded, rules, moment);
  View seen{.feed = recorded->feed.id, .group = rules.first, .rules = rules.second};
  seen.plan = policy::plan(asked);
  seen.rollouts = policy::rollouts(asked, seen.plan, kMostRollouts);
  seen.approvals = approvals(asked, seen.plan);
  seen.active = served(*recorded, rules.first, seen.plan);
  seen.recorded = std::move(recorded);
  return seen;
}

std::shared_ptr<const Recorded> read(db::Connection& db, const Revision& revision,
                                     const policy::FeedId& feed) {
  const policy::FeedRules* const rules = feed_of(revision.document, feed);
  policy::require(rules != nullptr, "a view is asked of a feed of the policy");
  return std::make_shared<const Recorded>(read_facts(db, *rules, revision.evidence));
}

}  // namespace

std::size_t stage_of(const View& seen) {
  return seen.rules ? seen.rules->stage_number : std::numeric_limits<std::size_t>::max();
}

policy::Question question(const View& seen, const policy::Moment& moment) {
  return {.rules = seen.rules ? &*seen.rules : nullptr,
          .facts = seen.recorded->facts,
          .own = seen.recorded->facts.of(seen.group),
          .moment = moment};
}

std::vector<View> views(const std::shared_ptr<const Recorded>& recorded, const Revision& revision,
                        const policy::Moment& moment) {
  std::vector<View> all;
  for (const auto& rules : rules_of(revision.document, recorded->feed)) {
    all.push_back(view_of(recorded, rules, moment));
  }
  return all;
}

std::vector<View> views(db::Connection& db, const Revision& revision, const policy::FeedId& feed,
                        const policy::Moment& moment) {
  return views(read(db, revision, feed), revision, moment);
}

View view(db::Connection& db, const Revision& revision, const policy::FeedId& feed,
          const policy::GroupId& group, const policy::Moment& moment) {
  const auto recorded = read(db, revision, feed);
  const auto all = rules_of(revision.document, recorded->feed);
  const auto own = std::ranges::find(all, group, &policy::FeedRulesOf::value_type::first);
  policy::require(own != all.end(), "a view is asked of a group of the policy");
  return view_of(recorded, *own, moment);
}

}  // namespace relay::rollout
