#include "relay/rollout/feed_facts.h"
#include "relay/rollout/rollout.h"

namespace relay::rollout {

View view(db::Connection& db, const Revision& revision, const policy::FeedId& feed,
          const policy::GroupId& group, const std::optional<std::string>& clock_suspect,
          policy::Instant now) {
  const policy::FeedRules* const rules = feed_of(revision.document, feed);
  policy::require(rules != nullptr && has_group(revision.document, group),
                  "a view is asked of a feed and a group of the policy");
  FeedFacts facts = read_facts(db, *rules);
  policy::Question asked = question(db, facts, group, {revision, clock_suspect, now});
  View seen{.feed = feed, .group = group};
  seen.plan = policy::plan(asked);
  if (const auto* const last = active(facts, group)) seen.active = *last;
  seen.rules = std::move(asked.rules);
  seen.releases = std::move(facts.releases);
  return seen;
}

}  // namespace relay::rollout
