#include "config/stage.h"

#include <algorithm>

#include "config/approval.h"
#include "config/fields.h"
#include "config/ramp.h"
#include "config/values.h"

namespace config {
namespace {

using Check = policy::Id<struct CheckKind>;

std::vector<policy::GroupId> read_stage_groups(Problems& problems, const Node* node,
                                               const Declared& declared, Placed& placed,
                                               std::size_t number) {
  std::vector<policy::GroupId> groups;
  for (const Node* const item : items(problems, node, "a list of groups such as [pilot]")) {
    const auto group = group_named(problems, item, declared);
    if (!group) continue;
    const auto [first, fresh] = placed.try_emplace(*group, Placing{number, item->at.line});
    if (fresh) {
      groups.push_back(*group);
    } else {
      problems.add(item->at, "group '" + group->text() +
                                 "' is twice in this path; it is already "
                                 "in line " +
                                 std::to_string(first->second.line));
    }
  }
  if (node != nullptr && node->kind == Node::Kind::List && node->items.empty()) {
    problems.add(node->at, "a stage without groups lets nothing through");
  }
  return groups;
}

std::vector<policy::CheckName> read_checks(Problems& problems, const Node* node) {
  std::vector<policy::CheckName> checks;
  for (const Node* const item : items(problems, node, "a list of checks such as [bench]")) {
    const auto check = name<Check>(problems, item, "a check");
    if (!check) continue;
    if (std::ranges::count(checks, check->text(), &policy::CheckName::name) > 0) {
      problems.add(item->at, "check '" + check->text() + "' stands twice in this list");
    } else {
      checks.push_back({check->text(), {item->at.line}});
    }
  }
  if (node != nullptr && node->kind == Node::Kind::List && node->items.empty()) {
    problems.add(node->at, "an empty 'checks' asks for nothing; leave it out, or name a check");
  }
  return checks;
}

}  // namespace

policy::Stage read_stage(Problems& problems, const Node& node, const Declared& declared,
                         Placed& placed, std::size_t number) {
  const Fields fields{
      problems,
      node,
      {"a stage",
       {"groups", "soak", "gate", "checks", "approve", "approve_high_risk", "window", "ramp"}}};
  policy::Stage stage{.mark = {node.at.line}};
  stage.groups = read_stage_groups(problems, fields.need("groups"), declared, placed, number);
  if (const auto soak = span(problems, fields.get("soak"))) {
    stage.soak = *soak;
    stage.soak_mark = {fields.at("soak").line};
  }
  stage.gate = read_gate(problems, fields, declared, placed, number);
  stage.checks = read_checks(problems, fields.get("checks"));
  stage.approve = read_approval(problems, fields, "approve", Telling::Asked);
  stage.approve_high_risk = read_approval(problems, fields, "approve_high_risk", Telling::Asked);
  if (const Node* const window = fields.get("window")) {
    stage.window = calendar_named(problems, window, declared);
    stage.window_mark = {fields.at("window").line};
  }
  if (const Node* const ramp = fields.get("ramp")) {
    stage.ramp = read_ramp(problems, ramp);
    stage.ramp_mark = {fields.at("ramp").line};
  }
  return stage;
}

}  // namespace config
