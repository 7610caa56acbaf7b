#include "relay/rollout/view.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "policy/alike.h"
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

/// Views of a feed's groups while they are made.
class Views {
 public:
  Views(std::shared_ptr<const Recorded> recorded, RuleBook::Rules book,
        const policy::Moment& moment)
      : recorded_{std::move(recorded)}, book_{std::move(book)}, moment_{moment} {}

  /// Of the group with that place in the book, whose rules the view shares.
  void add(std::size_t place) {
    const auto& [group, rules] = (*book_)[place];
    View seen{.feed = recorded_->feed.id, .group = group, .recorded = recorded_};
    if (rules) seen.rules = {book_, &*rules};
    answer(seen, rollout::question(*recorded_, (*book_)[place], moment_));
    seen.active = served(*recorded_, group, seen.plan);
    made_.push_back(std::move(seen));
  }

  std::vector<View> all() && { return std::move(made_); }

 private:
  void answer(View& seen, const policy::Question& asked) {
    if (const auto known = answered_.place_of(asked)) {
      seen.plan = made_[*known].plan;
      seen.rollouts = made_[*known].rollouts;
      return;
    }
    seen.plan = policy::plan(asked);
    seen.rollouts = policy::rollouts(asked, seen.plan, kMostRollouts);
    answered_.note(asked, made_.size());
  }

  std::shared_ptr<const Recorded> recorded_;
  RuleBook::Rules book_;
  const policy::Moment& moment_;
  std::vector<View> made_{};
  policy::Answered answered_{};
};

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
  const auto book = rules_of(revision, recorded->feed);
  Views made{recorded, book, moment};
  for (std::size_t i = 0; i < book->size(); ++i) made.add(i);
  return std::move(made).all();
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
  Views made{recorded, book, moment};
  made.add(static_cast<std::size_t>(own - book->begin()));
  return std::move(made).all().front();
}

}  // namespace relay::rollout
