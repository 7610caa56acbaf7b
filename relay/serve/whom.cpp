#include "relay/serve/whom.h"

#include <algorithm>

namespace relay::serve {
namespace {

bool holds(const policy::Group& group, const policy::Address& caller) {
  return std::ranges::any_of(
      group.addresses, [&](const policy::Network& network) { return network.contains(caller); });
}

policy::GroupId own_group(const rollout::World& world, const policy::Address& caller) {
  const auto found = std::ranges::find_if(
      world.groups, [&](const policy::Group& group) { return holds(group, caller); });
  return found == world.groups.end() ? policy::default_group() : found->id;
}

}  // namespace

bool has(const rollout::World& world, const policy::GroupId& group) {
  return std::ranges::find(world.groups, group, &policy::Group::id) != world.groups.end();
}

Whom whom_of(const rollout::World& world, const std::optional<policy::GroupId>& named,
             const policy::Address& caller) {
  if (named) {
    const auto group = std::ranges::find(world.groups, *named, &policy::Group::id);
    if (group != world.groups.end() && holds(*group, caller))
      return {*named, Audience::GroupOfUrl, true};
  }
  const auto own = own_group(world, caller);
  const bool counts = !named && own != policy::default_group();
  return {own, Audience::Caller, counts};
}

policy::Place place_of(const policy::Address& caller) {
  std::uint64_t hash = 14'695'981'039'346'656'037U;
  for (const std::uint8_t byte : caller.bytes) hash = (hash ^ byte) * 1'099'511'628'211U;
  return {hash};
}

}  // namespace relay::serve
