#pragma once

#include "relay/admin/call.h"

/// What people do about themselves: their password, second factor, and tokens for programs. What is
/// secret is answered once, and is nowhere else.
namespace relay::admin {

/// POST /api/v1/session/password: {password}: another one. Other sessions end.
http::Response post_password(const Parts& parts, const Call& call);

/// POST /api/v1/session/second-factor: answers {seed, uri}; it counts when it is confirmed.
http::Response post_factor(const Parts& parts, const Call& call);
/// POST /api/v1/session/second-factor/confirm: {code}: answers {sentence, recovery_codes}. Other
/// sessions end.
http::Response post_confirm_factor(const Parts& parts, const Call& call);
/// DELETE /api/v1/session/second-factor: other sessions end.
http::Response delete_factor(const Parts& parts, const Call& call);
/// POST /api/v1/session/recovery-codes: answers {sentence, recovery_codes}, instead of those
/// before.
http::Response post_recovery_codes(const Parts& parts, const Call& call);

/// GET /api/v1/session/tokens: {tokens: [{number, name, scopes, until}], next}: newest first, in
/// slices (slice.h).
http::Response get_tokens(const Parts& parts, const Call& call);
/// POST /api/v1/session/tokens: {name, scopes, days, reason}: answers {sentence, token, number,
/// until}.
http::Response post_token(const Parts& parts, const Call& call);
/// DELETE /api/v1/session/tokens/{number}: {reason}, or nothing.
http::Response delete_token(const Parts& parts, const Call& call);

}  // namespace relay::admin
