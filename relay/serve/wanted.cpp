#include "relay/serve/wanted.h"

#include <algorithm>
#include <charconv>
#include <string>

namespace relay::serve {
namespace {

using rollout::Publication;
using rollout::Table;

/// Takes the first part of a path off its front; nothing when no '/' ends it.
std::optional<std::string_view> take_part(std::string_view& path) {
  const auto end = path.find('/');
  if (end == std::string_view::npos || end == 0) return std::nullopt;
  const auto part = path.substr(0, end);
  path.remove_prefix(end + 1);
  return part;
}

bool holds(const policy::Group& group, const policy::Address& address) {
  return std::ranges::any_of(group.addresses,
                             [&](const policy::Network& one) { return one.contains(address); });
}

policy::GroupId own_group(const rollout::World& world, const policy::Address& caller) {
  for (const policy::Group& group : world.groups) {
    if (holds(group, caller)) return group.id;
  }
  return policy::default_group();
}

/// The table of the release that the caller is offered. Every device has the same place until
/// devices are identified: no ramp is anywhere but at its end.
const Table* active_table(const Publication& publication) {
  const auto release = policy::choose(publication.open, policy::Place{});
  return release ? publication.tables.at(*release).get() : nullptr;
}

const store::File* find_in(const Table& table, std::string_view path) {
  const auto found = table.files.find(std::string{path});
  return found == table.files.end() ? nullptr : &found->second;
}

bool is_in(const store::Gap& gap, std::string_view path) {
  const std::size_t around = gap.before.size() + gap.after.size();
  if (path.size() <= around || !path.starts_with(gap.before) || !path.ends_with(gap.after)) {
    return false;
  }
  const auto digits = path.substr(gap.before.size(), path.size() - around);
  std::uint64_t number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, number);
  const bool plain = error == std::errc{} && rest == end && digits.front() != '0';
  return plain && number >= gap.first && number <= gap.last;
}

}  // namespace

std::optional<Wanted> read_path(std::string_view path) {
  if (!path.starts_with('/')) return std::nullopt;
  path.remove_prefix(1);
  Wanted wanted;
  auto first = take_part(path);
  if (first == "g") {
    wanted.group = take_part(path);
    if (!wanted.group) return std::nullopt;
    first = take_part(path);
  }
  if (!first || path.empty()) return std::nullopt;
  wanted.feed = *first;
  wanted.path = path;
  return wanted;
}

std::optional<policy::GroupId> group_for(const rollout::World& world, const Wanted& wanted,
                                         const policy::Address& caller) {
  if (!wanted.group) return own_group(world, caller);
  const auto named = [&](const policy::Group& group) { return group.id.text() == *wanted.group; };
  const auto found = std::ranges::find_if(world.groups, named);
  if (found == world.groups.end()) return std::nullopt;
  return holds(*found, caller) ? found->id : own_group(world, caller);
}

const store::File* find_file(const Publication& publication, std::string_view path,
                             policy::Instant now) {
  if (const Table* const active = active_table(publication)) {
    if (const auto* const file = find_in(*active, path)) return file;
  }
  for (const rollout::Recent& recent : publication.recent) {
    if (recent.until <= now) continue;
    const auto* const file = find_in(*recent.table, path);
    if (file != nullptr && file->role == store::Role::Immutable) return file;
  }
  return nullptr;
}

bool is_gap(const Publication& publication, std::string_view path) {
  const Table* const active = active_table(publication);
  return active != nullptr &&
         std::ranges::any_of(active->gaps, [&](const store::Gap& gap) { return is_in(gap, path); });
}

}  // namespace relay::serve
