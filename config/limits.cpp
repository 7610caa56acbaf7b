#include "config/limits.h"

#include <algorithm>

#include "config/fields.h"
#include "config/values.h"

namespace config {
namespace {

constexpr std::uint64_t kMostLag = 20;

bool limits_something(const policy::Limit& limit) {
  const bool ranged = limit.allow_from || limit.allow_to;
  return limit.pin || limit.floor || ranged || !limit.block.empty() || limit.hold || limit.lag > 0;
}

void read_groups_of(Problems& problems, const Node* node, const Declared& declared,
                    policy::Limit& limit) {
  if (node == nullptr) return;
  for (const Node* const item : one_or_list(node)) {
    if (const auto group = group_named(problems, item, declared)) limit.groups.push_back(*group);
  }
  if (node->kind == Node::Kind::List && node->items.empty()) {
    problems.add(node->at, "an empty list limits no group; leave 'groups' out for all");
  }
}

void read_allow(Problems& problems, const Node* node, policy::Limit& limit) {
  if (node == nullptr) return;
  const Fields fields{problems, *node, {"an allow", {"from", "to"}}};
  limit.allow_from = version(problems, fields.get("from"));
  limit.allow_to = version(problems, fields.get("to"));
  if (node->kind == Node::Kind::Map && node->entries.empty()) {
    problems.add(node->at, "an allowed range has a 'from', a 'to' or both");
  }
}

std::optional<policy::Limit> read_limit(Problems& problems, const Node& node,
                                        const Declared& declared) {
  const Fields fields{
      problems,
      node,
      {"a limit", {"feed", "groups", "pin", "floor", "allow", "hold", "block", "lag", "why"}}};
  const unsigned before = problems.errors();
  const auto feed = feed_named(problems, fields.need("feed"), declared);
  if (!feed) return std::nullopt;

  policy::Limit limit{.feed = *feed, .mark = {node.at.line}};
  read_groups_of(problems, fields.get("groups"), declared, limit);
  limit.pin = version(problems, fields.get("pin"));
  limit.floor = version(problems, fields.get("floor"));
  read_allow(problems, fields.get("allow"), limit);
  for (const Node* const item : one_or_list(fields.get("block"))) {
    if (auto blocked = version(problems, item)) limit.block.push_back(std::move(*blocked));
  }
  limit.hold = flag(problems, fields.get("hold")).value_or(false);
  limit.lag = count(problems, fields.get("lag"), {0, kMostLag}).value_or(0);
  limit.why = text(problems, fields.get("why"), "a reason").value_or("");

  if (!limits_something(limit) && problems.errors() == before) {
    problems.add(node.at, "this limits nothing; it needs a pin, floor, allow, hold, block or lag");
  }
  if (limit.pin && std::ranges::count(limit.block, *limit.pin) > 0) {
    problems.add(fields.at("pin"), "'" + limit.pin->text() + "' is pinned and blocked at once");
  }
  return limit;
}

}  // namespace

std::vector<policy::Limit> read_limits(Problems& problems, const Node* node,
                                       const Declared& declared) {
  std::vector<policy::Limit> limits;
  for (const Node* const item : items(problems, node, "a list of limits")) {
    if (auto limit = read_limit(problems, *item, declared)) limits.push_back(std::move(*limit));
  }
  return limits;
}

}  // namespace config
