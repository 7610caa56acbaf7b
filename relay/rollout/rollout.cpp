#include "relay/rollout/rollout.h"

#include <utility>

#include "policy/require.h"
#include "relay/rollout/events.h"
#include "relay/rollout/publication.h"
#include "relay/rollout/rule_book.h"
#include "relay/rollout/switches.h"

namespace relay::rollout {
namespace {

using Happened = std::vector<std::string>;

/// Records a switch of a group, or of a part of it.
void activate(db::Transaction& tx, Recorded& recorded, const policy::GroupId& group,
              std::optional<policy::Sequence> release, policy::Instant now) {
  const auto since = catalog::activate(tx, recorded.feed.id, group, release, {.at = now});
  recorded.activations[group].push_back({group, release, since});
}

std::string arrow(const policy::GroupId& group) {
  return " → " + group.text();
}

/// Records what devices of the group are served from now on, where that is another release.
void switch_over(db::Transaction& tx, Recorded& recorded, const policy::GroupId& group,
                 const policy::Plan& plan, policy::Instant now, Happened& happened) {
  const std::string feed = recorded.feed.id.text();
  const auto& history = recorded.activations_of(group);
  if (plan.open.empty() && !history.empty() && history.back().release) {
    activate(tx, recorded, group, std::nullopt, now);
    happened.push_back("serving nothing of " + feed + arrow(group));
  }
  for (const auto release : arrivals(history, plan.open)) {
    activate(tx, recorded, group, release, now);
    happened.push_back("serving " + feed + " " + recorded.row(release).release.version.text() +
                       arrow(group));
  }
}

bool looks_the_same(const World& one, const World& other) {
  return one.groups == other.groups && one.publications == other.publications;
}

}  // namespace

Rollout::Rollout(db::Database& state, const store::Store& store, Publish publish)
    : state_{state}, publish_{std::move(publish)}, tables_{store}, copies_{store} {}

Rollout::Turned Rollout::turn(const Revision& revision,
                              const std::optional<std::string>& clock_suspect,
                              policy::Instant now) {
  const std::lock_guard lock{mutex_};
  const policy::Moment moment{
      .now = now, .clock_suspect = clock_suspect, .single_person = revision.single_person};
  turned_ = {};
  making_ = std::make_shared<World>();
  making_->number = world_ ? world_->number + 1 : 1;
  making_->made_at = now;
  making_->groups = revision.document.groups;
  state_.write([&](db::Transaction& tx) {
    for (const policy::FeedRules& feed : revision.document.feeds) {
      turn_feed(tx, revision, feed, moment);
    }
  });
  tables_.sweep();
  if (!world_ || !looks_the_same(*world_, *making_)) {
    world_ = std::exchange(making_, nullptr);
    publish_(world_);
  }
  return std::exchange(turned_, {});
}

void Rollout::keep_devices(policy::FeedFacts& facts) {
  for (policy::Bypass& bypass : facts.bypasses) {
    if (bypass.only) bypass.only = devices_.try_emplace(bypass.number, bypass.only).first->second;
  }
}

void Rollout::tell_copies(const Recorded& recorded, const std::vector<Publication*>& parts) {
  const Table* oldest = nullptr;
  for (const Publication* const part : parts) {
    if (part->tables.empty()) continue;
    const Table& first = *part->tables.begin()->second;
    if (oldest == nullptr || first.release < oldest->release) oldest = &first;
  }
  if (oldest == nullptr) return;
  const CopiesPtr copies = copies_.of(recorded, *oldest);
  for (Publication* const part : parts) {
    if (!part->tables.empty()) part->copies = copies;
  }
}

void Rollout::turn_feed(db::Transaction& tx, const Revision& revision,
                        const policy::FeedRules& feed, const policy::Moment& moment) {
  const auto book = rules_of(revision, feed);
  const policy::FeedRulesOf& rules = *book;
  Recorded recorded = read_facts(tx, feed, revision.evidence);
  keep_devices(recorded.facts);
  const policy::Turn turn = policy::turn(rules, recorded.facts, moment);
  for (const policy::Event& event : turn.events) {
    record(tx, recorded, event, {revision.number, rules, moment});
    turned_.happened.push_back(told(recorded, event));
  }
  policy::require(turn.plans.size() == rules.size(), "a turn plans for every group");
  std::vector<Publication*> parts;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const policy::GroupId& group = rules[i].first;
    switch_over(tx, recorded, group, turn.plans[i], moment.now, turned_.happened);
    const auto made = making_->publications.insert_or_assign(
        {group, feed.id}, publication(recorded, group, turn.plans[i], tables_, moment.now));
    parts.push_back(&made.first->second);
  }
  tell_copies(recorded, parts);
  if (turn.next && (!turned_.next || *turn.next < *turned_.next)) turned_.next = turn.next;
}

}  // namespace relay::rollout
