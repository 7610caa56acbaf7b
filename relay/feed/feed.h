#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "policy/release.h"
#include "policy/result.h"
#include "relay/catalog/releases.h"
#include "relay/net/fetcher.h"
#include "relay/store/store.h"
#include "relay/store/tree.h"

/// A vendor, seen from here. An adapter turns the vendor's own formats into a Candidate; it decides
/// nothing and records nothing. What is the same for all vendors lives in relay/feed/mirror.h.
namespace relay::feed {

/// What a client makes of a release that is older than what it has, for people: only what was seen
/// of it.
struct GoesBack {
  const char* client = "";
  const char* does = "";
};

/// What we already have of this feed.
struct Known {
  /// The newest accepted release's tree, without files whose bytes the store has lost: what is not
  /// here is to be fetched again.
  std::optional<store::Tree> newest{};
  std::optional<catalog::ReleaseRow> release{};     ///< Its row.
  std::map<std::string, catalog::PartRow> parts{};  ///< The highest accepted of each part, by name.
};

/// What an adapter works with during one survey.
struct Visit {
  net::Fetcher& fetcher;
  store::Store& store;
  const Known& known;
  policy::Instant now{};        ///< What certificates and metadata are judged against.
  std::uint64_t room = 0;       ///< Bytes that may be downloaded; more is refused with DiskFull.
  std::stop_token stop{};       ///< Ends downloads when the relay stops.
  std::uint64_t keep_free = 0;  ///< What the room leaves on the disk: for the sentence.
};

/// Something of the vendor's that was not taken, and why. The feed's last good version stays.
struct Fault {
  enum class Kind {
    Unreachable,  ///< No usable answer; try again later.
    Missing,   ///< The vendor has no such file: in many protocols an answer, else as Unreachable.
    Refused,   ///< An answer that is not trusted: quarantined, with an audit row and an alarm.
    DiskFull,  ///< Not downloaded.
  };
  Kind kind = Kind::Unreachable;
  std::string part{};     ///< "daily"; empty: all of the feed.
  std::string version{};  ///< What it claimed to be; empty when it did not come so far.
  std::string what{};     ///< A sentence: what was wrong, which one, what would be right.
  std::optional<std::chrono::seconds> retry_after{};
};

/// A complete, verified release whose blobs are all in the store; only its row is missing.
struct Candidate {
  policy::VersionText version;
  store::Tree tree{};  ///< The mirror keeps `modified` of a file that the release before had too.
  policy::Evidence evidence = policy::Evidence::TransportOnly;
  std::string evidence_detail{};
  std::optional<policy::Instant> vendor_time{};
  std::optional<policy::Instant> expires_at{};
  policy::Marks marks{};  ///< `unknown` counts for software alone.
  std::vector<catalog::PartRow> parts{};
};

/// What a survey found. Faults of single parts do not stop the others.
struct Survey {
  std::optional<Candidate> candidate{};  ///< Nothing: nothing new.
  std::vector<Fault> faults{};
};

class Feed {
 public:
  virtual ~Feed() = default;
  virtual Survey survey(Visit& visit) = 0;
};

}  // namespace relay::feed
