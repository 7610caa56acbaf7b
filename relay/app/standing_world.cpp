#include "relay/app/standing_world.h"

#include "relay/rollout/feed_facts.h"
#include "relay/rollout/publication.h"

namespace relay::app {

rollout::WorldPtr standing_world(db::Database& state, const store::Store& store,
                                 const rollout::Revision& revision,
                                 const std::optional<std::string>& clock_suspect,
                                 policy::Instant now) {
  const rollout::Moment moment{revision, clock_suspect, now};
  rollout::Tables tables{store};
  auto world = std::make_shared<rollout::World>();
  world->made_at = now;
  world->groups = revision.document.groups;
  state.read([&](db::Connection& db) {
    for (const policy::FeedRules& feed : revision.document.feeds) {
      const auto facts = rollout::read_facts(db, feed);
      for (const policy::Group& group : revision.document.groups) {
        const auto plan = policy::plan(rollout::question(db, facts, group.id, moment));
        world->publications.emplace(std::pair{group.id, feed.id},
                                    rollout::publication(facts, group.id, plan, tables, now));
      }
    }
  });
  return world;
}

}  // namespace relay::app
