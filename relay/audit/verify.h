#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "relay/audit/head.h"
#include "relay/audit/trouble.h"
#include "relay/db/database.h"

namespace relay::audit {

struct VerifyAsk {
  std::int64_t from = 1;     ///< The first row that is looked at.
  std::vector<Head> seen{};  ///< Heads that somebody has kept. Those before `from` do not count.
};

struct Verified {
  Head to{};  ///< The last row that was sealed when this began.
  std::optional<Trouble> trouble{};
};

/// Computes the seals again and compares; what is recorded meanwhile is left for the next time.
/// Reads a thousand rows at a time, so that nobody waits for it.
Verified verify(db::Database& state, std::string_view key, const VerifyAsk& ask);

}  // namespace relay::audit
