#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "relay/catalog/audit.h"

namespace relay::catalog {

/// Which rows of the audit; all that is said must hold.
struct AuditWanted {
  std::optional<std::string> person{};  ///< Who acted.
  std::optional<std::string> action{};  ///< Exactly this.
  std::optional<std::string> feed{};    ///< The subject is this feed, or something of it.
  std::optional<std::string> text{};  ///< In actor, action, subject or detail; ASCII letters match
                                      ///< in either case.
  std::optional<policy::Instant> since{};
  std::optional<policy::Instant> until{};  ///< Before this.
};

struct AuditFound {
  std::vector<AuditRow> rows{};  ///< Newest first.
  std::int64_t looked_to = 1;  ///< Rows from this number on were looked at: 1: there are no others.
};

/// Of rows with a number below `before` (0: from the newest) at most `most`; no more than `look` of
/// them are looked at, since a read has the database to itself.
struct AuditReach {
  std::int64_t before = 0;
  std::size_t most = 100;
  std::int64_t look = 1;
};
AuditFound find_audit(db::Connection& db, const AuditWanted& wanted, const AuditReach& reach);

}  // namespace relay::catalog
