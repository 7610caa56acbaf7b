#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/release.h"
#include "relay/catalog/audit.h"

namespace relay::catalog {

/// A verified release, as recorded. `release.salt` is zero: no digest can be made in this room, so
/// rollout fills it.
struct ReleaseRow {
  policy::FeedId feed;
  policy::Release release;
  policy::ContentClass content = policy::ContentClass::Software;
  policy::Evidence evidence = policy::Evidence::TransportOnly;
  std::string evidence_detail{};  ///< Which keys, which checks: a sentence for people.
};

/// A part of a feed that has a version of its own (a database, an index): the highest that was ever
/// accepted. Lower, or the same with other bytes, is refused; so this outlives releases.
struct PartRow {
  std::string part{};
  std::uint64_t version = 0;
  policy::Digest digest{};
  policy::Instant accepted_at{};
};

/// What was refused, kept for people to see: bytes are not kept. Part and version are empty where
/// the refusal did not come so far.
struct QuarantineRow {
  policy::FeedId feed;
  std::string part{};
  std::string version{};
  std::string reason{};
  policy::Instant at{};
  std::int64_t number = 0;  ///< Later ones have a higher.
};

struct NewRelease {
  policy::FeedId feed;
  policy::VersionText version;
  policy::Digest tree;
  policy::ContentClass content = policy::ContentClass::Software;
  policy::Evidence evidence = policy::Evidence::TransportOnly;
  std::string evidence_detail{};
  std::optional<policy::Instant> vendor_time{};
  std::optional<policy::Instant> expires_at{};
  policy::Marks marks{};
  std::vector<PartRow> parts{};
};

/// Records a verified release, whose tree and blobs are durable, and its parts: the next number of
/// its feed. first_seen is the deed's time. A version's name that
/// the feed has used already gets " (2)", " (3)" …: a name means one release. A release with the
/// same tree as the feed's newest is a broken belief of the caller; a part below its highest
/// version, or the same version with other bytes, is a Failure.
policy::Sequence accept(db::Transaction& tx, const NewRelease& release, const Deed& deed);

/// All of a feed in order of sequence.
std::vector<ReleaseRow> releases(db::Connection& db, const policy::FeedId& feed);
std::optional<ReleaseRow> newest(db::Connection& db, const policy::FeedId& feed);
std::vector<PartRow> parts(db::Connection& db, const policy::FeedId& feed);

/// Of a recorded release; the deed's reason becomes the standing's, unless it is Good. Saying what
/// is so already writes nothing.
void set_standing(db::Transaction& tx, const policy::FeedId& feed, policy::Sequence release,
                  policy::Standing standing, const Deed& deed);

/// Records a refusal once, at the deed's time: the same feed, part, version and reason again writes
/// nothing and returns false.
bool quarantine(db::Transaction& tx, const QuarantineRow& refused, const Deed& deed);
/// Newest first, at most `most`.
std::vector<QuarantineRow> quarantined(db::Connection& db, const policy::FeedId& feed,
                                       std::size_t most);
/// The same of those with a number below `before`; 0: from the newest.
std::vector<QuarantineRow> quarantined(db::Connection& db, const policy::FeedId& feed,
                                       std::int64_t before, std::size_t most);

}  // namespace relay::catalog
