#include "policy/rules.h"

#include <algorithm>
#include <set>

namespace policy {
namespace {

bool has(const std::vector<GroupId>& groups, const GroupId& group) {
  return std::ranges::find(groups, group) != groups.end();
}

std::size_t stage_index(const Path& path, const GroupId& group) {
  for (std::size_t i = 0; i < path.stages.size(); ++i) {
    if (has(path.stages[i].groups, group)) return i;
  }
  return path.stages.size() - 1;
}

/// The groups of a stage; the last one takes in every group that no stage names.
std::vector<GroupId> groups_in(const Document& document, const Path& path, std::size_t index) {
  std::vector<GroupId> groups = path.stages[index].groups;
  if (index + 1 < path.stages.size()) return groups;
  for (const Group& group : document.groups) {
    if (stage_index(path, group.id) == index && !has(groups, group.id)) groups.push_back(group.id);
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
    if (limit.hold) limits.holds.push_back({said});
    if (limit.lag > 0) limits.lag = Lag{limit.lag, said};
  }
  return limits;
}

/// Names sorted, each once: the order in which somebody wrote them is not a rule.
std::string list(const std::vector<GroupId>& groups) {
  std::set<std::string> names;
  for (const GroupId& group : groups) names.insert(group.text());
  std::string text;
  for (const std::string& name : names) text += " " + name;
  return text;
}

}  // namespace

std::optional<Rules> rules_for(const Document& document, const FeedRules& feed,
                               const GroupId& group) {
  const Path* const path = path_of(document, feed);
  if (path == nullptr || path->stages.empty()) return std::nullopt;
  const std::size_t index = stage_index(*path, group);
  Rules rules{.feed = feed.id, .group = group};
  rules.path = path->name;
  rules.stage_number = index + 1;
  rules.stage = path->stages[index];
  rules.stage.groups = groups_in(document, *path, index);
  if (index > 0) rules.watched = path->stages[index - 1].groups;
  if (index + 1 < path->stages.size()) {
    rules.watched_for = path->stages[index + 1].gate;
    rules.next = groups_in(document, *path, index + 1);
  }
  rules.limits = limits_of(document, feed.id, group);
  return rules;
}

std::string canonical(const Rules& rules) {
  std::string text = "sluice-stage-v1\n";
  text += "feed " + rules.feed.text() + "\n";
  text += "groups" + list(rules.stage.groups) + "\n";
  text += "soak " + std::to_string(rules.stage.soak.count()) + "\n";
  if (const auto& gate = rules.stage.gate) {
    text += "gate bake " + std::to_string(gate->bake.count()) + " watching" + list(rules.watched) +
            "\n";
  }
  std::multiset<std::string> lines;
  for (const ApprovalLine& line : rules.stage.approve) {
    lines.insert("approve " + line.role + " " + std::to_string(line.people) + "\n");
  }
  for (const std::string& line : lines) text += line;
  return text;
}

}  // namespace policy
