#include "config/approval.h"

#include <algorithm>

#include "config/values.h"

namespace config {
namespace {

constexpr std::uint64_t kMostPeople = 100;
using Role = policy::Id<struct RoleKind>;

}  // namespace

std::vector<policy::ApprovalLine> read_approval(Problems& problems, const Fields& of,
                                                const char* key) {
  const Node* const node = of.get(key);
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
    problems.add(node->at,
                 "an empty '" + std::string{key} + "' asks nobody; leave it out, or name a role");
  }
  return lines;
}

}  // namespace config
