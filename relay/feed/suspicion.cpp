#include "relay/feed/suspicion.h"

#include <algorithm>

#include "policy/supersession.h"
#include "relay/feed/stock.h"

namespace relay::feed {
namespace {

constexpr std::size_t kLookBack = 16;

bool same_bytes(const store::File& one, const store::File& other) {
  return one.path == other.path && one.digest == other.digest && one.role == other.role;
}

bool has_files(const store::Store& store, const policy::Digest& digest, const store::Tree& tree) {
  const auto text = store.read(digest, kLargestTree);
  if (!text) return false;
  const auto known = store::parse_tree(*text);
  return known && std::ranges::equal(known->files, tree.files, same_bytes);
}

/// What people or the vendor have said of a release already is not said again.
std::vector<std::string> suspect(db::Transaction& tx, const catalog::ReleaseRow& row,
                                 catalog::Deed deed, const std::string& why) {
  if (row.release.standing != policy::Standing::Good) return {};
  deed.reason = why;
  catalog::set_standing(tx, row.feed, row.release.sequence, policy::Standing::Suspect, deed);
  return {row.release.version.text() + " is suspect: " + why};
}

}  // namespace

std::optional<catalog::ReleaseRow> returned_to(const store::Store& store, const store::Tree& tree,
                                               const std::vector<catalog::ReleaseRow>& releases) {
  for (std::size_t back = 1; back <= kLookBack && back < releases.size(); ++back) {
    const catalog::ReleaseRow& row = releases[releases.size() - 1 - back];
    if (has_files(store, row.release.tree, tree)) return row;
  }
  return std::nullopt;
}

std::vector<std::string> suspect_replaced(db::Transaction& tx, const policy::FeedId& feed,
                                          std::optional<policy::Span> replaced_within,
                                          const catalog::Deed& deed) {
  const auto rows = catalog::releases(tx, feed);
  std::vector<policy::Release> releases;
  releases.reserve(rows.size());
  for (const auto& row : rows) releases.push_back(row.release);
  const auto why = policy::superseded_fast(releases, replaced_within);
  if (!why) return {};
  return suspect(tx, rows[rows.size() - 2], deed, *why);
}

std::vector<std::string> suspect_after(db::Transaction& tx, const catalog::ReleaseRow& back,
                                       const catalog::Deed& deed) {
  std::vector<std::string> said;
  for (const catalog::ReleaseRow& row : catalog::releases(tx, back.feed)) {
    if (row.release.sequence <= back.release.sequence) continue;
    for (std::string& sentence :
         suspect(tx, row, deed, "the vendor went back to " + back.release.version.text())) {
      said.push_back(std::move(sentence));
    }
  }
  return said;
}

}  // namespace relay::feed
