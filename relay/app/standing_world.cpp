#include "relay/app/standing_world.h"

#include "relay/rollout/publication.h"
#include "relay/rollout/rule_book.h"

namespace relay::app {

rollout::WorldPtr standing_world(db::Database& state, const store::Store& store,
                                 const rollout::Revision& revision,
                                 const std::optional<std::string>& clock_suspect,
                                 policy::Instant now) {
  const policy::Moment moment{
      .now = now, .clock_suspect = clock_suspect, .single_person = revision.single_person};
  rollout::Tables tables{store};
  auto world = std::make_shared<rollout::World>();
  world->made_at = now;
  world->groups = revision.document.groups;
  state.read([&](db::Connection& db) {
    for (const policy::FeedRules& feed : revision.document.feeds) {
      const auto book = rollout::rules_of(revision, feed);
      const auto recorded = rollout::read_facts(db, feed, revision.evidence);
      for (const auto& rules : *book) {
        const auto plan =
            policy::plan(rollout::question(recorded, rules, moment), policy::Depth::Decide);
        world->publications.emplace(std::pair{rules.first, feed.id},
                                    rollout::publication(recorded, rules.first, plan, tables, now));
      }
    }
  });
  return world;
}

}  // namespace relay::app
