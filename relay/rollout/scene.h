#pragma once

#include <string>
#include <vector>

#include "relay/rollout/acts.h"
#include "relay/rollout/recorded.h"
#include "relay/rollout/rule_book.h"

namespace relay::rollout {

/// A feed as an act finds it: what is recorded, what the policy in force asks, and the groups that
/// the act is about. Must not be moved while a question of it is in use.
struct Scene {
  Recorded recorded;
  RuleBook::Rules rules{};  ///< Of the feed.
  policy::Moment moment{};
  std::vector<policy::GroupId> groups{};  ///< Those named, or all.
  bool everywhere = false;                ///< None was named.

  policy::Question question(const policy::GroupId& group) const;
  const policy::FeedId& feed() const { return recorded.feed.id; }
  /// Nothing when the feed has no such release.
  const policy::Release* release(const std::string& version) const;
  /// "for office, plants", "for all groups"
  std::string whom() const;
};

/// Refuses names that the policy does not have.
policy::Result<Scene, NotDone> scene(db::Connection& db, const Revision& revision,
                                     const Named& named, policy::Instant now);

policy::Refused<NotDone> unknown(std::string what);
policy::Refused<NotDone> not_now(std::string what);
/// The feed has no such release; or, where none was named, none at all.
policy::Refused<NotDone> no_release(const Scene& scene, const std::string& version);

/// The person lacks what is asked for. `where`: a group, or a feed.
policy::Refused<NotDone> no_role(const std::string& role, const std::string& where);

/// A scene, and the one release that the act must name.
struct Act {
  Scene scene;
  policy::Release release;
};
/// `what`: "a pause"; for the sentence when no version was named.
policy::Result<Act, NotDone> act_on(db::Connection& db, const Revision& revision,
                                    const Named& named, policy::Instant now, const char* what);

std::string list(const std::vector<policy::GroupId>& groups);  ///< "office, plants"

}  // namespace relay::rollout
