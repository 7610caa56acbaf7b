#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "policy/document.h"
#include "policy/plan.h"
#include "relay/store/tree.h"

/// The immutable picture that endpoints are answered from. Swapped whole, read without locks; made
/// only of what is verified, let through and really in the store.
namespace relay::rollout {

/// A release's files by path, shared by every group that has it.
struct Table {
  policy::Sequence release;
  std::string version{};
  std::unordered_map<std::string, store::File> files{};
  std::vector<store::Gap> gaps{};
  /// The paths of its pointers and signatures, in order. Where there are several, an update must
  /// read all of them from one release.
  std::vector<std::string> changing{};
  /// The files that came with this release, signatures apart, are from then: see File::modified.
  policy::Instant newest{};
};
using TablePtr = std::shared_ptr<const Table>;

/// A release that a group had a short while ago: its immutable files are still served to clients
/// that began with it, until `until`.
struct Recent {
  TablePtr table;
  policy::Instant until{};
  policy::Instant since{};  ///< Since when the group had it, for the last time.
  /// The group went back from it to something older, or to nothing: nobody is to go on with its
  /// pointers, also when something newer has come since.
  bool rolled_back = false;
  friend bool operator==(const Recent&, const Recent&) = default;
};

/// Which release brought a copy of a file, for clients that name the time inside their own
/// (store::File::also_valid_for): path → time → release.
using Copies = std::map<std::string, std::map<policy::Instant, policy::Sequence>, std::less<>>;
using CopiesPtr = std::shared_ptr<const Copies>;

/// A World's part for one group and one feed.
struct Publication {
  std::vector<policy::OpenRelease> open{};        ///< Newest first; see policy::choose.
  std::map<policy::Sequence, TablePtr> tables{};  ///< Of every open release.
  /// Since when devices of the group have each: the Last-Modified of its pointers.
  std::map<policy::Sequence, policy::Instant> since{};
  std::vector<Recent> recent{};  ///< Newest first.
  /// Of the feed's releases, those included that nobody is given yet; the same for all groups.
  /// Nothing: its clients say nothing of what they have.
  CopiesPtr copies{};
  friend bool operator==(const Publication&, const Publication&) = default;
};

struct World {
  std::uint64_t number = 0;  ///< One more than the World before it.
  policy::Instant made_at{};
  std::vector<policy::Group> groups{};  ///< In the policy's order, for finding a caller's own.
  std::map<std::pair<policy::GroupId, policy::FeedId>, Publication> publications{};
};
using WorldPtr = std::shared_ptr<const World>;

}  // namespace relay::rollout
