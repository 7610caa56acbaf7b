#include "policy/document.h"

#include <algorithm>

namespace policy {
namespace {

template <class T>
bool has(const std::vector<T>& list, const T& wanted) {
  return std::ranges::find(list, wanted) != list.end();
}

}  // namespace

const Path* path_of(const Document& document, const FeedRules& feed) {
  const auto first = [&document](auto wanted) -> const Path* {
    const auto found = std::ranges::find_if(document.paths, wanted);
    return found == document.paths.end() ? nullptr : &*found;
  };
  if (const Path* named = first([&](const Path& path) { return has(path.feeds, feed.id); })) {
    return named;
  }
  return first([&](const Path& path) { return has(path.classes, feed.content); });
}

GroupId group_at(const Document& document, const Address& address) {
  for (const Group& group : document.groups) {
    const auto holds = [&](const Network& network) { return network.contains(address); };
    if (std::ranges::any_of(group.addresses, holds)) return group.id;
  }
  return default_group();
}

GroupId group_of(const std::vector<Group>& groups, const Membership& device) {
  for (const Group& group : groups) {
    const auto holds = [&](const Match& match) { return match.holds(device); };
    if (std::ranges::any_of(group.devices, holds)) return group.id;
  }
  return default_group();
}

}  // namespace policy
