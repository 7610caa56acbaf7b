#include "policy/rules.h"

#include <algorithm>

#include "policy/journey.h"

namespace policy {
namespace {

bool has(const std::vector<GroupId>& groups, const GroupId& group) {
  return std::ranges::find(groups, group) != groups.end();
}

/// The groups of a stage; the last one takes in every group that no stage names.
std::vector<GroupId> groups_in(const Document& document, const Path& path, std::size_t index) {
  std::vector<GroupId> groups = path.stages[index].groups;
  if (index + 1 < path.stages.size()) return groups;
  for (const Group& group : document.groups) {
    if (stage_of(path, group.id) == index && !has(groups, group.id)) groups.push_back(group.id);
  }
  return groups;
}

Limits limits_of(const Document& document, const FeedId& feed, const GroupId& group) {
  Limits limits;
  for (const Limit& limit : document.limits) {
    if (limit.feed != feed || !(limit.groups.empty() || has(limit.groups, group))) continue;
    const Said said{.by = "the policy", .why = limit.why, .mark = limit.mark};
    if (limit.pin) limits.pins.push_back({*limit.pin, said});
    if (limit.floor) limits.floors.push_back({*limit.floor, said});
    for (const VersionText& version : limit.block) limits.blocks.push_back({version, said});
    if (limit.allow_from || limit.allow_to) {
      limits.allowed.push_back({limit.allow_from, limit.allow_to, said});
    }
    if (limit.hold) limits.holds.push_back({said});
    if (limit.lag > 0) limits.lag = Lag{limit.lag, said};
  }
  return limits;
}

const Group* group_of(const Document& document, const GroupId& group) {
  const auto found = std::ranges::find(document.groups, group, &Group::id);
  return found == document.groups.end() ? nullptr : &*found;
}

std::vector<Watched> watched(const Document& document, const FeedId& feed, const Path& path,
                             std::size_t index) {
  std::vector<Watched> groups;
  for (const GroupId& id : watched_by(path, index)) {
    const Group* const group = group_of(document, id);
    groups.push_back({id, group != nullptr && group->ephemeral, limits_of(document, feed, id)});
  }
  return groups;
}

std::vector<Watcher> watchers(const Document& document, const Path& path, const GroupId& group) {
  std::vector<Watcher> found;
  for (std::size_t i = 0; i < path.stages.size(); ++i) {
    if (!has(watched_by(path, i), group)) continue;
    found.push_back({*path.stages[i].gate, groups_in(document, path, i)});
  }
  return found;
}

}  // namespace

std::optional<Rules> rules_for(const Document& document, const FeedRules& feed,
                               const GroupId& group) {
  const Path* const path = path_of(document, feed);
  if (path == nullptr || path->stages.empty()) return std::nullopt;
  const std::size_t index = stage_of(*path, group);
  Rules rules{.feed = feed.id, .group = group, .content = feed.content};
  rules.path = path->name;
  rules.stage_number = index + 1;
  rules.stage = path->stages[index];
  rules.stage.groups = groups_in(document, *path, index);
  rules.watched = watched(document, feed.id, *path, index);
  rules.watchers = watchers(document, *path, group);
  rules.limits = limits_of(document, feed.id, group);
  rules.freshness = path->freshness;
  rules.no_evidence = path->no_evidence;
  rules.bypass = document.bypass;
  if (const Group* const own = group_of(document, group)) {
    rules.ephemeral = own->ephemeral;
    rules.sticky = own->sticky;
    rules.reboot_allowance = own->reboot_allowance;
  }
  return rules;
}

}  // namespace policy
