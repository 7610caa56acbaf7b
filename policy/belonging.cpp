#include "policy/belonging.h"

#include <algorithm>

#include "policy/require.h"
#include "policy/spelled.h"

namespace policy {
namespace {

/// In that group, of which a match holds unless it is the last one's rest.
template <class Matches, class Holds, class Spell>
Belonging belonging_in(const Group& group, const Matches& matches, Holds holds, Spell spell) {
  const auto match = std::ranges::find_if(matches, holds);
  return {.group = group.id,
          .match = match == matches.end() ? std::string{} : spell(*match),
          .mark = group.mark};
}

const Group& group_named(const Document& document, const GroupId& id) {
  const auto group = std::ranges::find(document.groups, id, &Group::id);
  require(group != document.groups.end(), "a policy has the groups that it puts devices into");
  return *group;
}

}  // namespace

Belonging belonging_of(const Document& document, const Membership& device) {
  const Group& group = group_named(document, group_of(document.groups, device));
  return belonging_in(
      group, group.devices, [&](const Match& match) { return match.holds(device); },
      [](const Match& match) { return spelled(match); });
}

Belonging belonging_at(const Document& document, const Address& address) {
  const Group& group = group_named(document, group_at(document, address));
  return belonging_in(
      group, group.addresses, [&](const Network& network) { return network.contains(address); },
      [](const Network& network) { return "address " + network.text(); });
}

std::string sentence(const Belonging& belonging) {
  const std::string group = "'" + belonging.group.text() + "'";
  if (belonging.match.empty()) return "no group has a match for it, so it is in " + group;
  return group + " is the first group with a match for it: " + belonging.match;
}

}  // namespace policy
