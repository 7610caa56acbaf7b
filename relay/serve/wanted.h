#pragma once

#include <optional>
#include <string_view>

#include "relay/rollout/world.h"

namespace relay::serve {

/// What a path asks for, by the letters alone.
struct Wanted {
  std::optional<std::string_view> group{};  ///< Named in the path; nothing: the caller's own.
  std::string_view feed{};
  std::string_view path{};  ///< Below the feed.
};

/// Nothing when the path has not the shape of one of ours. Views into `path`.
std::optional<Wanted> read_path(std::string_view path);

/// The group whose content the caller gets; nothing when it names one that does not exist.
std::optional<policy::GroupId> group_for(const rollout::World& world, const Wanted& wanted,
                                         const policy::Address& caller);

/// A file of the group: the active release's, or an immutable one of a release that it left a short
/// while ago. Points into the publication.
const store::File* find_file(const rollout::Publication& publication, std::string_view path,
                             policy::Instant now);

/// Whether the path is one that the active release answers with nothing, on purpose.
bool is_gap(const rollout::Publication& publication, std::string_view path);

}  // namespace relay::serve
