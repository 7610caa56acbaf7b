#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/id.h"
#include "policy/time.h"
#include "relay/db/database.h"

namespace relay::catalog {

/// How the last round of asking a vendor went; one row a feed, overwritten. Not a fact with an
/// audit row: it says how the feed is now. A check without `succeeded_at` leaves that of the one
/// before.
struct CheckRow {
  policy::FeedId feed;
  policy::Instant at{};
  bool succeeded = false;
  std::string outcome{};  ///< "nothing new", "accepted daily 27500", or what went wrong.
  std::vector<std::string> alarms{};  ///< Parts that kept their last good version, and why.
  std::optional<policy::Instant> succeeded_at{};  ///< The last verified check.
  std::optional<policy::Instant> next_attempt{};
  unsigned failures = 0;  ///< In a row.
};

void note_check(db::Transaction& tx, const CheckRow& check);
std::optional<CheckRow> check(db::Connection& db, const policy::FeedId& feed);

}  // namespace relay::catalog
