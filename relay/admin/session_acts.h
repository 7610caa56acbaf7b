#pragma once

#include "relay/admin/call.h"

/// Saying who one is. A session is answered as {name, roles, by, sure, due, second_factor, until,
/// single_person, csrf, token}: `token` when it begins outside of a cookie, else null.
namespace relay::admin {

/// GET /api/v1/setup: {open, until}: whether there is leave to make the first account. Public.
http::Response get_setup(const Parts& parts, const Call& call);
/// POST /api/v1/setup: {token, name, password, as}: the first account, and its session. Public.
http::Response post_setup(const Parts& parts, const Call& call);

/// POST /api/v1/session: {name, password, code, recovery, as}: signs in. `as` is "bearer" or
/// "cookie", which pages alone get. Public.
http::Response post_session(const Parts& parts, const Call& call);
/// POST /api/v1/session/sure: {password, code, recovery}: another session instead of this one, in
/// which for some minutes one may do what takes somebody who has just proved who he is.
http::Response post_sure(const Parts& parts, const Call& call);
/// GET /api/v1/session
http::Response get_session(const Parts& parts, const Call& call);
/// DELETE /api/v1/session: signs out.
http::Response delete_session(const Parts& parts, const Call& call);

/// 429, and when to come again.
http::Response too_soon(const std::string& code, const std::string& detail, policy::Span wait);

}  // namespace relay::admin
