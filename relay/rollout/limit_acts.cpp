#include <utility>

#include "relay/rollout/scene.h"

namespace relay::rollout {
namespace {

using catalog::ActKind;
using policy::Refused;

/// The acts that a name stands for: one for all groups, or one for each named.
policy::Result<std::vector<catalog::NewAct>, NotDone> acts_for(db::Transaction& tx,
                                                               const Revision& revision,
                                                               ActKind kind, const Named& named) {
  const auto found = scene(tx, revision, named, {});
  if (!found) return Refused{found.error()};
  std::optional<policy::VersionText> version;
  if (!named.version.empty()) {
    const auto* const release = found->release(named.version);
    if (release == nullptr) return no_release(*found, named.version);
    version = release->version;
  }
  std::vector<catalog::NewAct> acts;
  if (found->everywhere) {
    acts.push_back({kind, found->feed(), std::nullopt, version});
    return acts;
  }
  for (const auto& group : found->groups) acts.push_back({kind, found->feed(), group, version});
  return acts;
}

Refused<NotDone> hold_has_no_version() {
  return not_now("a hold keeps what a group has, whatever comes: it names no version");
}

std::string describe(ActKind kind, const Named& named) {
  std::string text = std::string{catalog::word(kind)} + " of " + named.feed;
  if (!named.version.empty()) text += " " + named.version;
  if (named.groups.empty()) return text + " for all groups";
  text += " for ";
  for (std::size_t i = 0; i < named.groups.size(); ++i)
    text += (i == 0 ? "" : ", ") + named.groups[i];
  return text;
}

std::string count_of(std::size_t feeds) {
  return std::to_string(feeds) + (feeds == 1 ? " feed" : " feeds");
}

}  // namespace

Outcome say(db::Transaction& tx, const Revision& revision, ActKind kind, const Named& named,
            const catalog::Deed& deed) {
  if (kind != ActKind::Hold && named.version.empty()) {
    return not_now(std::string{"a "} + catalog::word(kind) + " needs a version");
  }
  if (kind == ActKind::Hold && !named.version.empty()) return hold_has_no_version();
  const auto acts = acts_for(tx, revision, kind, named);
  if (!acts) return Refused{acts.error()};
  for (const auto& act : *acts) catalog::say(tx, act, deed);
  return describe(kind, named) + " is in force";
}

Outcome lift(db::Transaction& tx, const Revision& revision, ActKind kind, const Named& named,
             const catalog::Deed& deed) {
  if (kind == ActKind::Hold && !named.version.empty()) return hold_has_no_version();
  if (kind == ActKind::Block && named.version.empty()) {
    return not_now("which block is to be lifted? Name its version");
  }
  const auto acts = acts_for(tx, revision, kind, named);
  if (!acts) return Refused{acts.error()};
  std::size_t lifted = 0;
  for (const auto& act : *acts) lifted += catalog::lift(tx, act, deed);
  if (lifted == 0) return not_now("there is no " + describe(kind, named) + " to lift");
  return describe(kind, named) + " is lifted";
}

Outcome hold_group(db::Transaction& tx, const Revision& revision, const policy::GroupId& group,
                   const catalog::Deed& deed) {
  const auto& feeds = revision.document.feeds;
  if (feeds.empty()) return not_now("the policy has no feed");
  for (const policy::FeedRules& feed : feeds) {
    catalog::say(tx, {.kind = ActKind::Hold, .feed = feed.id, .group = group}, deed);
  }
  return "hold of " + count_of(feeds.size()) + " for " + group.text() + " is in force";
}

Outcome lift_group(db::Transaction& tx, const Revision& revision, const policy::GroupId& group,
                   const catalog::Deed& deed) {
  std::size_t lifted = 0;
  for (const policy::FeedRules& feed : revision.document.feeds) {
    lifted += catalog::lift(tx, {.kind = ActKind::Hold, .feed = feed.id, .group = group}, deed);
  }
  if (lifted == 0) {
    return not_now("there is no hold of any feed for " + group.text() +
                   " to lift; one for all groups is lifted at its feed");
  }
  return "hold of " + count_of(lifted) + " for " + group.text() + " is lifted";
}

}  // namespace relay::rollout
