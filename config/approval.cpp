#include "config/approval.h"

#include <algorithm>

#include "config/values.h"

namespace config {
namespace {

constexpr std::uint64_t kMostPeople = 100;
using Role = policy::Id<struct RoleKind>;

policy::Asks read_asks(Problems& problems, const Node* node) {
  policy::Asks asks;
  const Words<bool policy::Asks::*> words{{"ticket", &policy::Asks::ticket},
                                          {"report", &policy::Asks::report},
                                          {"decision", &policy::Asks::decision}};
  for (const Node* const item : items(problems, node, "a list such as [ticket, report]")) {
    const auto asked = word(problems, item, words);
    if (!asked) continue;
    if (asks.**asked) problems.add(item->at, "stands twice in this list");
    asks.** asked = true;
  }
  if (node != nullptr && node->kind == Node::Kind::List && node->items.empty()) {
    problems.add(node->at, "an empty 'ask' asks for nothing; leave it out");
  }
  return asks;
}

std::vector<std::string> settings(Telling telling) {
  if (telling == Telling::Asked) return {"role", "people", "ask"};
  return {"role", "people"};
}

}  // namespace

std::vector<policy::ApprovalLine> read_approval(Problems& problems, const Fields& of,
                                                const char* key, Telling telling) {
  const Node* const node = of.get(key);
  std::vector<policy::ApprovalLine> lines;
  const char* const expected = "a list such as [{ role: release-manager, people: 1 }]";
  for (const Node* const item : items(problems, node, expected)) {
    const Fields fields{problems, *item, {"an approval", settings(telling)}};
    const auto role = name<Role>(problems, fields.need("role"), "a role");
    const auto people = count(problems, fields.get("people"), {1, kMostPeople}).value_or(1);
    if (!role) continue;
    if (std::ranges::count(lines, role->text(), &policy::ApprovalLine::role) > 0) {
      problems.add(fields.at("role"), "role '" + role->text() +
                                          "' stands twice in this list; say "
                                          "how many 'people' in one line");
    }
    const Node* const ask = telling == Telling::Asked ? fields.get("ask") : nullptr;
    lines.push_back(
        {role->text(), static_cast<unsigned>(people), {item->at.line}, read_asks(problems, ask)});
  }
  if (node != nullptr && node->kind == Node::Kind::List && node->items.empty()) {
    problems.add(node->at,
                 "an empty '" + std::string{key} + "' asks nobody; leave it out, or name a role");
  }
  return lines;
}

}  // namespace config
