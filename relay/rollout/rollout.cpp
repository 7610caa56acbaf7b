#include "relay/rollout/rollout.h"

#include <utility>

#include "relay/rollout/feed_facts.h"
#include "relay/rollout/publication.h"

namespace relay::rollout {
namespace {

using Happened = std::vector<std::string>;

std::string named(const FeedFacts& facts, policy::Sequence release, const policy::GroupId& group) {
  return facts.feed.id.text() + " " + row(facts, release).release.version.text() + " → " +
         group.text();
}

/// Records what the policy lets through to one group, one release at a time, until nothing more
/// opens.
policy::Plan open_all(db::Transaction& tx, FeedFacts& facts, const policy::GroupId& group,
                      const Moment& moment, Happened& happened) {
  policy::Question asked = question(tx, facts, group, moment);
  policy::Plan plan = policy::plan(asked);
  while (plan.to_open) {
    const policy::Sequence release = *plan.to_open;
    const policy::Opening opening{.release = release, .at = moment.now};
    catalog::open(tx, facts.feed.id, group, opening, moment.revision.number, {.at = moment.now});
    catalog::consume_approvals(tx, facts.feed.id, group, release, moment.now);
    facts.openings.push_back({group, opening});
    asked.facts.openings.push_back(opening);
    happened.push_back("opened " + named(facts, release, group));
    plan = policy::plan(asked);
    policy::require(!plan.to_open || *plan.to_open != release, "what was opened opens once");
  }
  return plan;
}

/// Records which release the group is served from now on, if that is another one.
void switch_to(db::Transaction& tx, FeedFacts& facts, const policy::GroupId& group,
               const policy::Plan& plan, const Moment& moment, Happened& happened) {
  const auto* const last = active(facts, group);
  const auto before = last == nullptr ? std::nullopt : last->release;
  const auto after = plan.open.empty() ? std::nullopt : std::optional{plan.open.front().release};
  if (before == after) return;
  const auto since = catalog::activate(tx, facts.feed.id, group, after, {.at = moment.now});
  facts.activations.push_back({group, after, since});
  happened.push_back(after ? "serving " + named(facts, *after, group)
                           : "serving nothing of " + facts.feed.id.text() + " → " + group.text());
}

bool looks_the_same(const World& one, const World& other) {
  return one.groups == other.groups && one.publications == other.publications;
}

}  // namespace

Rollout::Rollout(db::Database& state, const store::Store& store, Publish publish)
    : state_{state}, publish_{std::move(publish)}, tables_{store} {}

Rollout::Turned Rollout::turn(const Revision& revision,
                              const std::optional<std::string>& clock_suspect,
                              policy::Instant now) {
  const std::lock_guard lock{mutex_};
  const Moment moment{revision, clock_suspect, now};
  Turned turned;
  auto world = std::make_shared<World>();
  world->number = world_ ? world_->number + 1 : 1;
  world->made_at = now;
  world->groups = revision.document.groups;
  state_.write([&](db::Transaction& tx) {
    for (const policy::FeedRules& feed : revision.document.feeds) {
      FeedFacts facts = read_facts(tx, feed);
      for (const policy::Group& group : revision.document.groups) {
        const auto plan = open_all(tx, facts, group.id, moment, turned.happened);
        switch_to(tx, facts, group.id, plan, moment, turned.happened);
        if (plan.next_look && (!turned.next || *plan.next_look < *turned.next)) {
          turned.next = plan.next_look;
        }
        world->publications.insert_or_assign({group.id, feed.id},
                                             publication(facts, group.id, plan, tables_, now));
      }
    }
  });
  tables_.sweep();
  if (!world_ || !looks_the_same(*world_, *world)) {
    world_ = std::move(world);
    publish_(world_);
  }
  return turned;
}

}  // namespace relay::rollout
