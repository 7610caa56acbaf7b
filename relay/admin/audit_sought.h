#pragma once

#include "relay/admin/call.h"
#include "relay/catalog/audit_search.h"

/// What is looked for in the audit.
namespace relay::admin {

/// `person`, `action`, `feed`, `text`, `since` and `until` of the query; 400 for what nothing could
/// be found by.
policy::Result<catalog::AuditWanted, http::Response> audit_wanted(const Call& call);

/// Newest first, at most `most` with a number below `below` (0: from the newest). At most
/// kMostLooked rows are looked at, piece by piece, so that others have the database in between.
catalog::AuditFound audit_found(const Parts& parts, const catalog::AuditWanted& wanted,
                                std::int64_t below, std::size_t most);
constexpr std::int64_t kMostLooked = 100'000;

}  // namespace relay::admin
