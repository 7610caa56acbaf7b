#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "policy/id.h"
#include "relay/catalog/checks.h"
#include "relay/db/database.h"
#include "relay/feed/feed.h"

namespace relay::feed {

/// In bytes, as it is stored.
inline constexpr std::uint64_t kLargestTree = 268'435'456;

/// What the catalog says that we have of a feed, held against what the store really has.
struct Stock {
  Known known{};                            ///< As an adapter may rely on it.
  std::optional<store::Tree> whole_tree{};  ///< The newest release's, lost files included.
  std::vector<store::File> lost{};          ///< Of that tree: their bytes are gone from the store.
  std::optional<catalog::CheckRow> check{};
};

/// A tree that is missing or damaged counts as unknown, so its content is asked for again; a
/// damaged one is removed, so that the right bytes can come in its place.
Stock take_stock(db::Database& database, const store::Store& store, const policy::FeedId& feed);

}  // namespace relay::feed
