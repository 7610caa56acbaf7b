#pragma once

#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "policy/id.h"
#include "policy/release.h"
#include "relay/db/database.h"
#include "relay/feed/feed.h"
#include "relay/feed/stock.h"

/// The same for all vendors: asks one, stores and records what it has that is new, says how it went
/// and when to ask again.
namespace relay::feed {

struct MirrorSettings {
  policy::FeedId feed;
  policy::ContentClass content = policy::ContentClass::Software;
  policy::Span every{0};        ///< From one good round to the next.
  std::uint64_t keep_free = 0;  ///< Bytes of the disk that downloads leave alone.
  /// A release that is replaced sooner is suspect; nothing: by the feed's own rhythm.
  std::optional<policy::Span> suspect_if_replaced_within{};
};

/// What a round did.
struct Round {
  /// A release was accepted or became suspect, or lost bytes are back: turn the rollout.
  bool changed = false;
  policy::Instant next{};           ///< When to run again.
  std::vector<std::string> said{};  ///< For the log, one sentence each: "feed 'acme': nothing new".
};

/// One feed's mirror. A vendor that goes back to the content of an older release makes no new one
/// of it: those after it become suspect. A round writes in this order: blobs, the tree, then in one
/// transaction the release with its audit row and the row of the check; so whatever breaks off, the
/// catalog names only what the store has, and the next round goes on from there. What a vendor did
/// never throws; a broken machine does (db::Failure, filesystem_error). Belongs to one thread at a
/// time.
class Mirror {
 public:
  /// All references must outlive the mirror.
  Mirror(MirrorSettings settings, Feed& feed, net::Fetcher& fetcher, store::Store& store,
         db::Database& database);

  /// `fraction`, in [0, 1), is chance, as the caller draws it: relays that were started together
  /// do not ask together.
  /// When a stop breaks the survey off, nothing is recorded: that was not the vendor's failure.
  Round round(policy::Instant now, double fraction, const std::stop_token& stop = {});

  /// When the next round is due, as the last one recorded it, so that a restart neither hurries a
  /// vendor nor forgets its wish; `now` when there was none. Never later than `every`, or the
  /// longest back-off, from now: a clock may have been set back.
  policy::Instant due(policy::Instant now);

 private:
  /// What comes of a candidate: a new release, an older one, or nothing.
  struct News {
    std::optional<catalog::NewRelease> release{};
    std::optional<catalog::ReleaseRow> back{};
  };
  News news_of(std::optional<Candidate> candidate, const Stock& stock);
  std::string told(const std::string& what) const;

  const MirrorSettings settings_;
  Feed& feed_;
  net::Fetcher& fetcher_;
  store::Store& store_;
  db::Database& database_;
};

}  // namespace relay::feed
