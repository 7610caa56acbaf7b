#pragma once

#include <optional>
#include <string>
#include <vector>

#include "relay/feed/clamav/settings.h"
#include "relay/feed/clamav/upstream.h"
#include "relay/feed/feed.h"

namespace relay::feed::clamav {

/// One database as it goes into the next release: a newer one, or the one that we had.
struct Present {
  catalog::PartRow part{};
  policy::Instant stime{};
  std::vector<store::File> files{};  ///< The database first; then its signature and its patches.
  Vouching vouching{};  ///< Of a newer one; known_vouching() knows that of one that we had.
};

/// A newer one was taken: from where, and what it looked like then.
struct Fresh {
  std::string upstream{};
  Poll announced{};
};

struct DatabaseSurvey {
  std::optional<Present> present{};  ///< Nothing: not in the release.
  std::optional<Fresh> fresh{};
  bool lost = false;  ///< We had it, its bytes are gone, and they could not be fetched again.
  std::vector<Fault> faults{};
};

/// Asks the upstreams in turn until one has what we had or a good newer one. What another one
/// before it said and could not be trusted is a fault nevertheless; when none is good, what we had
/// stays. A full disk ends it at once.
DatabaseSurvey survey_database(Visit& visit, const Settings& settings, const std::string& database);

}  // namespace relay::feed::clamav
