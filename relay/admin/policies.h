#pragma once

#include <string>
#include <vector>

#include "relay/admin/call.h"
#include "relay/json/value.h"

/// The policies that came into force, and the one that waits for a second person.
namespace relay::admin {

/// GET /api/v1/policy/revisions: {revisions: [{number, digest, at, actor, reason,
/// file}], next, in_force, proposal}, newest first, in slices (slice.h). `file` is the policy file
/// that held the text, or null; `proposal` is {number, at, actor, reason, digest, base} or null.
http::Response get_revisions(const Parts& parts, const Call& call);

/// GET /api/v1/policy/revision?number=NUMBER: {number, …, file, text}, with its digest as ETag;
/// without a number the one in force.
http::Response get_revision(const Parts& parts, const Call& call);

/// GET /api/v1/policy/differences?from=NUMBER&to=NUMBER: {from, to, differences: […], weaker: […]},
/// sentences. Without `to` the one in force; without `from` the one before `to`.
http::Response get_differences(const Parts& parts, const Call& call);

/// GET /api/v1/policy/proposal: {proposal: {number, at, actor, reason, digest, base, text, check}
/// or null}; `check` as POST /api/v1/policy/check answers it.
http::Response get_proposal(const Parts& parts, const Call& call);

/// One revision as it stands in those lists; there is one of that number.
json::Value describe_revision(db::Connection& db, std::int64_t number);
/// The same in words: "revision 3, which ann put in force at 2026-03-04 06:00 UTC: the reason".
std::string tell_revision(db::Connection& db, std::int64_t number);

json::Value list_of(const std::vector<std::string>& sentences);

}  // namespace relay::admin
