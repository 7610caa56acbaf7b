#include "config/gate.h"

#include <algorithm>

#include "config/shares.h"
#include "config/values.h"

namespace config {
namespace {

using Attribute = policy::Id<struct AttributeKind>;

void refuse_empty(Problems& problems, const Node* node, const char* sentence) {
  if (node == nullptr || node->kind != Node::Kind::List || !node->items.empty()) return;
  problems.add(node->at, sentence);
}

std::vector<std::string> read_by(Problems& problems, const Node* node) {
  std::vector<std::string> attributes;
  for (const Node* const item : items(problems, node, "a list of attributes such as [model]")) {
    const auto attribute = name<Attribute>(problems, item, "an attribute");
    if (!attribute) continue;
    if (std::ranges::count(attributes, attribute->text()) > 0) {
      problems.add(item->at, "attribute '" + attribute->text() + "' stands twice in this list");
    } else {
      attributes.push_back(attribute->text());
    }
  }
  refuse_empty(problems, node, "an empty 'by' tells nothing apart; leave it out");
  return attributes;
}

std::optional<policy::GroupId> read_watched(Problems& problems, const Node& item,
                                            const Declared& declared, const Placed& placed,
                                            std::size_t number) {
  const auto group = group_named(problems, &item, declared);
  if (!group) return std::nullopt;
  const auto found = placed.find(*group);
  if (found != placed.end() && found->second.stage < number) return group;
  const bool own = found != placed.end();
  problems.add(item.at, "a gate watches groups of earlier stages; '" + group->text() +
                            (own ? "' is in its own" : "' is in no earlier one of this path"));
  return std::nullopt;
}

std::vector<policy::GroupId> read_watch(Problems& problems, const Node* node,
                                        const Declared& declared, const Placed& placed,
                                        std::size_t number) {
  std::vector<policy::GroupId> groups;
  for (const Node* const item : items(problems, node, "a list of groups such as [pilot]")) {
    const auto group = read_watched(problems, *item, declared, placed, number);
    if (!group) continue;
    if (std::ranges::count(groups, *group) > 0) {
      problems.add(item->at, "group '" + group->text() + "' stands twice in this list");
    } else {
      groups.push_back(*group);
    }
  }
  refuse_empty(problems, node,
               "an empty 'watch' watches nobody; leave it out for the stage before");
  return groups;
}

}  // namespace

std::optional<policy::Gate> read_gate(Problems& problems, const Fields& stage,
                                      const Declared& declared, const Placed& placed,
                                      std::size_t number) {
  const Node* const node = stage.get("gate");
  if (node == nullptr) return std::nullopt;
  if (number == 0) {
    problems.add(stage.at("gate"),
                 "a gate watches the stage before its own, and there is none before the first");
  }
  const Fields fields{
      problems,
      *node,
      {"a gate", {"bake", "survived", "confirmed", "failed", "silent", "by", "watch"}}};
  policy::Gate gate{.mark = {stage.at("gate").line}};
  gate.bake = lasting(problems, fields.need("bake")).value_or(policy::Span{0});
  gate.survived = quota(problems, fields.get("survived"));
  gate.confirmed = quota(problems, fields.get("confirmed"));
  gate.failed = most(problems, fields.get("failed"));
  gate.silent = most(problems, fields.get("silent"));
  gate.by = read_by(problems, fields.get("by"));
  if (number > 0) {
    gate.watch = read_watch(problems, fields.get("watch"), declared, placed, number);
  }
  if (!gate.by.empty() && fields.get("failed") == nullptr && fields.get("silent") == nullptr) {
    problems.warn(fields.at("by"),
                  "'by' judges failures and silence of each value by itself, and this gate limits "
                  "neither; add 'failed' or 'silent'");
  }
  return gate;
}

}  // namespace config
