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

/// Of the group with that place in the book, whose rules the view shares.
View view_of(std::shared_ptr<const Recorded> recorded, const RuleBook::Rules& book,
             std::size_t place, const policy::Moment& moment) {
  const auto& [group, rules] = (*book)[place];
  const policy::Question asked = question(*recorded, (*book)[place], moment);
  View seen{.feed = recorded->feed.id, .group = group};
  if (rules) seen.rules = {book, &*rules};
  seen.plan = policy::plan(asked);
  seen.rollouts = policy::rollouts(asked, seen.plan, kMostRollouts);
  seen.active = served(*recorded, group, seen.plan);
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
  return {.rules = seen.rules.get(),
          .facts = seen.recorded->facts,
          .own = seen.recorded->facts.of(seen.group),
          .moment = moment};
}

std::optional<Bound> yes_for(const View& seen, const policy::Withheld& withheld,
                             const policy::Moment& moment) {
  for (const policy::Reason& reason : withheld.reasons) {
    const auto* const wanted = std::get_if<policy::Unapproved>(&reason);
    if (wanted == nullptr) continue;
    return bound_to(question(seen, moment), seen.recorded->facts.release(withheld.release),
                    wanted->role);
  }
  return std::nullopt;
}

std::vector<View> views(const std::shared_ptr<const Recorded>& recorded, const Revision& revision,
                        const policy::Moment& moment) {
  std::vector<View> all;
  const auto book = rules_of(revision, recorded->feed);
  for (std::size_t i = 0; i < book->size(); ++i) all.push_back(view_of(recorded, book, i, moment));
  return all;
}

std::vector<View> views(db::Connection& db, const Revision& revision, const policy::FeedId& feed,
                        const policy::Moment& moment) {
  return views(read(db, revision, feed), revision, moment);
}

View view(db::Connection& db, const Revision& revision, const policy::FeedId& feed,
          const policy::GroupId& group, const policy::Moment& moment) {
  const auto recorded = read(db, revision, feed);
  const auto book = rules_of(revision, recorded->feed);
  const auto own = std::ranges::find(*book, group, &policy::FeedRulesOf::value_type::first);
  policy::require(own != book->end(), "a view is asked of a group of the policy");
  return view_of(recorded, book, static_cast<std::size_t>(own - book->begin()), moment);
}

}  // namespace relay::rollout
