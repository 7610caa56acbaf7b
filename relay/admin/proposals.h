#pragma once

#include "relay/admin/call.h"

/// What waits for others. A proposal is {number, kind, subject, role, people, digest, until, by,
/// why, at, open, end, votes, body, may, why_not}: `may` and `why_not` are about whoever asks.
namespace relay::admin {

/// GET /api/v1/proposals?open=yes: {proposals: […], next}; newest first, in slices (slice.h).
http::Response get_proposals(const Parts& parts, const Call& call);
/// GET /api/v1/proposals/{number}, with its digest as ETag.
http::Response get_one_proposal(const Parts& parts, const Call& call);

/// POST /api/v1/proposals/{number}/vote: {digest, reason}: a yes to exactly what was shown. The
/// last one that is needed does it, in the same transaction.
http::Response post_vote(const Parts& parts, const Call& call);
/// POST /api/v1/proposals/{number}/refuse and /withdraw: {reason}
http::Response post_refuse(const Parts& parts, const Call& call);
http::Response post_withdraw(const Parts& parts, const Call& call);

}  // namespace relay::admin
