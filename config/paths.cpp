#include "config/paths.h"

#include <algorithm>
#include <map>

#include "config/fields.h"
#include "config/guess.h"
#include "config/values.h"

namespace config {
namespace {

constexpr std::uint64_t kMostPeople = 100;

template <class Id>
std::optional<Id> declared_name(Problems& problems, const Node* node, const std::string& kind,
                                const std::vector<std::string>& declared) {
  const auto id = name<Id>(problems, node, "a " + kind);
  if (!id || std::ranges::count(declared, id->text()) > 0) return id;
  problems.add(node->at, "there is no " + kind + " '" + id->text() + "'",
               guess(id->text(), declared));
  return std::nullopt;
}

using PathName = policy::Id<struct PathKind>;
using Role = policy::Id<struct RoleKind>;

std::optional<policy::Gate> read_gate(Problems& problems, const Node* node, Spot at) {
  if (node == nullptr) return std::nullopt;
  const Fields fields{
      problems, *node, {"a gate", {"bake"}, {"survived", "failed", "silent", "by"}}};
  return policy::Gate{.bake = span(problems, fields.need("bake")).value_or(policy::Span{0}),
                      .mark = {at.line}};
}

std::vector<policy::ApprovalLine> read_approve(Problems& problems, const Node* node) {
  std::vector<policy::ApprovalLine> lines;
  const char* const expected = "a list such as [{ role: release-manager, people: 1 }]";
  for (const Node* const item : items(problems, node, expected)) {
    const Fields fields{problems, *item, {"an approval", {"role", "people"}}};
    const auto role = name<Role>(problems, fields.need("role"), "a role");
    const auto people = count(problems, fields.get("people"), {1, kMostPeople}).value_or(1);
    if (!role) continue;
    if (std::ranges::count(lines, role->text(), &policy::ApprovalLine::role) > 0) {
      problems.add(fields.at("role"), "role '" + role->text() +
                                          "' stands twice in this list; say "
                                          "how many 'people' in one line");
    }
    lines.push_back({role->text(), static_cast<unsigned>(people), {item->at.line}});
  }
  if (node != nullptr && node->kind == Node::Kind::List && node->items.empty()) {
    problems.add(node->at, "an empty 'approve' asks nobody; leave it out, or name a role");
  }
  return lines;
}

/// One path while it is read: which group is where.
using Placed = std::map<policy::GroupId, unsigned>;

std::vector<policy::GroupId> read_stage_groups(Problems& problems, const Node* node,
                                               const Declared& declared, Placed& placed) {
  std::vector<policy::GroupId> groups;
  for (const Node* const item : items(problems, node, "a list of groups such as [pilot]")) {
    const auto group = group_named(problems, item, declared);
    if (!group) continue;
    const auto [first, fresh] = placed.try_emplace(*group, item->at.line);
    if (fresh) {
      groups.push_back(*group);
    } else {
      problems.add(item->at, "group '" + group->text() +
                                 "' is twice in this path; it is already "
                                 "in line " +
                                 std::to_string(first->second));
    }
  }
  if (node != nullptr && node->kind == Node::Kind::List && node->items.empty()) {
    problems.add(node->at, "a stage without groups lets nothing through");
  }
  return groups;
}

policy::Stage read_stage(Problems& problems, const Node& node, const Declared& declared,
                         Placed& placed, bool first) {
  const Fields fields{problems,
                      node,
                      {"a stage",
                       {"groups", "soak", "gate", "approve"},
                       {"checks", "approve_high_risk", "window", "ramp", "cohort"}}};
  policy::Stage stage{.mark = {node.at.line}};
  stage.groups = read_stage_groups(problems, fields.need("groups"), declared, placed);
  if (const auto soak = span(problems, fields.get("soak"))) {
    stage.soak = *soak;
    stage.soak_mark = {fields.at("soak").line};
  }
  stage.gate = read_gate(problems, fields.get("gate"), fields.at("gate"));
  stage.approve = read_approve(problems, fields.get("approve"));
  if (first && fields.get("gate") != nullptr) {
    problems.add(fields.at("gate"),
                 "a gate watches the stage before its own, and there is none "
                 "before the first");
  }
  return stage;
}

void read_for(Problems& problems, const Node* node, const Declared& declared, policy::Path& path) {
  if (node == nullptr) return;
  const Fields fields{problems, *node, {"a path's 'for'", {"feed", "class"}}};
  for (const Node* const item : one_or_list(fields.get("feed"))) {
    if (const auto feed = feed_named(problems, item, declared)) path.feeds.push_back(*feed);
  }
  const Words<policy::ContentClass> words{{"software", policy::ContentClass::Software},
                                          {"intelligence", policy::ContentClass::Intelligence},
                                          {"configuration", policy::ContentClass::Configuration}};
  for (const Node* const item : one_or_list(fields.get("class"))) {
    if (const auto content = word(problems, item, words)) path.classes.push_back(*content);
  }
  const bool nobody = fields.get("feed") == nullptr && fields.get("class") == nullptr;
  if (node->kind == Node::Kind::Map && node->entries.empty() && nobody) {
    problems.add(node->at, "a path is for a 'feed' or a 'class'");
  }
}

policy::Path read_path(Problems& problems, const Node& node, const Declared& declared) {
  const Fields fields{
      problems, node, {"a path", {"name", "for", "stages"}, {"freshness", "no_evidence"}}};
  policy::Path path{.mark = {node.at.line}};
  if (const auto id = name<PathName>(problems, fields.need("name"), "a path")) {
    path.name = id->text();
  }
  read_for(problems, fields.need("for"), declared, path);
  const Node* const stages = fields.need("stages");
  Placed placed;
  for (const Node* const item : items(problems, stages, "a list of stages")) {
    path.stages.push_back(read_stage(problems, *item, declared, placed, path.stages.empty()));
  }
  if (stages != nullptr && stages->kind == Node::Kind::List && stages->items.empty()) {
    problems.add(stages->at, "a path without stages lets nothing through");
  }
  return path;
}

}  // namespace

std::optional<policy::GroupId> group_named(Problems& problems, const Node* node,
                                           const Declared& declared) {
  return declared_name<policy::GroupId>(problems, node, "group", declared.groups);
}

std::optional<policy::FeedId> feed_named(Problems& problems, const Node* node,
                                         const Declared& declared) {
  return declared_name<policy::FeedId>(problems, node, "feed", declared.feeds);
}

std::vector<policy::Path> read_paths(Problems& problems, const Node* node,
                                     const Declared& declared) {
  std::vector<policy::Path> paths;
  std::map<std::string, unsigned> seen;
  for (const Node* const item : items(problems, node, "a list of paths")) {
    auto path = read_path(problems, *item, declared);
    const auto [first, fresh] = seen.try_emplace(path.name, item->at.line);
    if (!fresh && !path.name.empty()) {
      problems.add(item->at, "path '" + path.name + "' is there twice; it is already in line " +
                                 std::to_string(first->second));
    }
    paths.push_back(std::move(path));
  }
  return paths;
}

}  // namespace config
