#include "config/coherence.h"

#include <algorithm>
#include <set>
#include <string>

#include "policy/journey.h"

namespace config {
namespace {

Spot spot(policy::Mark mark) {
  return {mark.line, 0};
}

bool in_a_stage(const policy::Path& path, const policy::GroupId& group) {
  return std::ranges::any_of(path.stages, [&group](const policy::Stage& stage) {
    return std::ranges::count(stage.groups, group) > 0;
  });
}

std::set<const policy::Path*> used_paths(const policy::Document& document) {
  std::set<const policy::Path*> used;
  for (const auto& feed : document.feeds) used.insert(policy::path_of(document, feed));
  used.erase(nullptr);
  return used;
}

const policy::Limit* hold_on(const policy::Document& document, const policy::FeedId& feed,
                             const policy::GroupId& group) {
  for (const auto& limit : document.limits) {
    const bool meant = limit.groups.empty() || std::ranges::count(limit.groups, group) > 0;
    if (limit.hold && limit.feed == feed && meant) return &limit;
  }
  return nullptr;
}

void check_watched(Problems& problems, const policy::Document& document,
                   const policy::FeedRules& feed, const policy::Path& path, std::size_t stage) {
  for (const auto& group : policy::watched_by(path, stage)) {
    const auto* const hold = hold_on(document, feed.id, group);
    if (hold == nullptr) continue;
    problems.warn(spot(path.stages[stage].gate->mark),
                  "this gate never opens for feed '" + feed.id.text() + "': it watches '" +
                      group.text() + "', which line " + std::to_string(hold->mark.line) + " holds");
  }
}

}  // namespace

void check_feeds_travel(Problems& problems, const policy::Document& document) {
  for (const auto& feed : document.feeds) {
    if (policy::path_of(document, feed) != nullptr) continue;
    problems.add(spot(feed.mark), "no path is for feed '" + feed.id.text() + "' or its class '" +
                                      policy::word(feed.content) +
                                      "', so nothing of it would open");
  }
}

void check_groups_placed(Problems& problems, const policy::Document& document) {
  for (const auto* const path : used_paths(document)) {
    for (const auto& group : document.groups) {
      if (in_a_stage(*path, group.id)) continue;
      problems.warn(spot(path->mark), "group '" + group.id.text() + "' is in no stage of path '" +
                                          path->name + "'; it joins the last one");
    }
  }
}

void check_stages_can_open(Problems& problems, const policy::Document& document) {
  for (const auto& feed : document.feeds) {
    const auto* const path = policy::path_of(document, feed);
    if (path == nullptr) continue;
    for (std::size_t i = 1; i < path->stages.size(); ++i) {
      check_watched(problems, document, feed, *path, i);
    }
  }
}

void check_calendars_used(Problems& problems, const policy::Document& document) {
  std::set<policy::CalendarPtr> used;
  for (const auto& path : document.paths) {
    for (const auto& stage : path.stages) used.insert(stage.window);
  }
  for (const auto& calendar : document.calendars) {
    if (used.contains(calendar)) continue;
    problems.warn(spot(calendar->mark),
                  "no stage waits for calendar '" + calendar->name + "'; name it as a 'window'");
  }
}

}  // namespace config
