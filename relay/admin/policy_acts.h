#pragma once

#include "relay/admin/call.h"

/// What people do to the policy. A text is checked before it is taken, and the answer has what a
/// check says of it, as it was before: see policy_check.h.
namespace relay::admin {

constexpr std::size_t kLongestPolicy = 1'000'000;  ///< In bytes of UTF-8.

/// POST /api/v1/policy/check, {text}: changes nothing.
http::Response post_check(const Parts& parts, const Call& call);

/// POST /api/v1/policy/apply, {text, reason, base}: `base` is the digest of the revision that the
/// text was made from; it may be left out where If-Match has the ETag of that. Answers {sentence,
/// revision, proposal, check}, one of the two a number. When another revision is in force than the
/// base 409, or 412 with If-Match; 400 for a text that does not check.
http::Response post_apply(const Parts& parts, const Call& call);

/// POST /api/v1/policy/approve, {proposal, reason}: a second person's yes. Answers the same.
http::Response post_approve_policy(const Parts& parts, const Call& call);

/// The same yes, by whichever route it came.
http::Response approve_policy(const Parts& parts, const Call& call, std::int64_t number,
                              const std::string& reason);

}  // namespace relay::admin
