#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/facts.h"
#include "relay/catalog/audit.h"

/// What people did to a feed's releases and groups, found without reading the whole audit: a row
/// beside that of the audit, in the same transaction. What the relay thinks of a release by itself
/// (suspect, quarantined, recalled) is here as well. Nothing of what the person showed, or from
/// where: who may look at releases may look at deeds.
namespace relay::catalog {

enum class Did {
  Adopted,
  Approved,
  Hold,
  Pin,
  Block,
  Floor,
  Pause,
  Stop,
  Acknowledged,
  Check,
  Risk,
  Bypass,  ///< Asked for, break-glass and fix-forward among them.
  Grant,
  Review,
  Trusted,
  Suspect,
  Quarantined,
  Recalled,
};
const char* word(Did did);  ///< "adopted", "hold" …
std::optional<Did> parse_did(std::string_view word);

/// What the newest row of the audit did, and to what. `fact`: the row that it wrote, or ended.
struct NewDeed {
  Did did = Did::Hold;
  bool lifts = false;                         ///< It ended that fact.
  std::optional<policy::FeedId> feed{};       ///< Nothing: every feed.
  std::optional<policy::Sequence> release{};  ///< Nothing: whatever a group has, or comes.
  std::optional<policy::GroupId> group{};     ///< Nothing: all groups, or those of the bypass.
  std::optional<policy::Sequence> other{};    ///< The release that is the fix, or has the fault.
  std::optional<std::int64_t> fact{};
  std::string reason{};
};
void note_deed(db::Transaction& tx, const NewDeed& deed);

/// A release as it is named.
struct ReleaseName {
  policy::Sequence sequence;
  policy::VersionText version;
};

/// A deed with what its fact says now.
struct DeedRow {
  std::int64_t number = 0;  ///< That of its row in the audit.
  policy::Instant at{};
  std::string person{};  ///< "relay": it did so by itself.
  Did did = Did::Hold;
  bool lifts = false;
  std::optional<policy::FeedId> feed{};
  std::optional<ReleaseName> release{};
  std::vector<policy::GroupId> groups{};  ///< None: all.
  std::optional<ReleaseName> other{};
  std::string reason{};

  /// Of a yes to a release.
  struct Yes {
    policy::Digest tree;
    policy::Digest stage;
    std::optional<policy::Instant> used{};  ///< An opening consumed it.
    std::string ticket{};
    std::string report{};
    std::string decision{};
  };
  std::optional<Yes> yes{};
  struct Exception {
    std::int64_t number = 0;
    policy::Skips skips{};
    bool break_glass = false;
    bool fix_forward = false;
    std::optional<policy::Instant> since{};  ///< In force from then on.
  };
  std::optional<Exception> bypass{};
  std::string role{};                         ///< Of a yes or a grant.
  std::optional<policy::Instant> until{};     ///< When the yes, or the bypass, ends by itself.
  std::optional<policy::Instant> ended_at{};  ///< When, and by whom, what was said was lifted.
  std::string ended_by{};
  std::string check{};
  std::string says{};  ///< "resume", "block"; of a check "yes", "no"; of a risk "high", "low".
};

/// Which deeds; all that is said must hold. What was said of all groups, or of every feed, is of
/// each of them.
struct DeedsWanted {
  std::optional<policy::FeedId> feed{};
  /// Of the feed. A stop, or a hold, that names no release is this one's when it was in force
  /// between `seen` and the moment at which a group had gone on to a later one; for what is of all
  /// groups that is `past`: nothing: some group has not.
  struct Of {
    policy::Sequence release;
    policy::Instant seen{};
    std::optional<policy::Instant> past{};
  };
  std::optional<Of> release{};
  std::optional<policy::GroupId> group{};
  std::optional<std::string> person{};
  std::optional<Did> did{};
};

struct DeedsFound {
  std::vector<DeedRow> rows{};  ///< Newest first.
  std::int64_t looked_to = 1;   ///< There may be more below this number; 1: there is none.
};
/// At most `most` with a number below `before` (0: from the newest). No more than kDeedsLooked are
/// looked at, or those of the one release that is named.
constexpr std::int64_t kDeedsLooked = 20'000;
DeedsFound find_deeds(db::Connection& db, const DeedsWanted& wanted, std::int64_t before,
                      std::size_t most);

/// When the last of these groups had gone on to a later release; nothing: one has not.
std::optional<policy::Instant> gone_past(db::Connection& db, const policy::FeedId& feed,
                                         policy::Sequence release,
                                         const std::vector<policy::GroupId>& groups);

}  // namespace relay::catalog
