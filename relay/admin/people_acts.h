#pragma once

#include "relay/admin/call.h"

/// People, and what is done to their accounts. Each act answers {sentence, person}, and takes
/// If-Match with what GET has as ETag: 412 when what the person may has changed since. What gives
/// somebody more, or could let somebody act as another, takes a second administrator as soon as
/// there is one: 202 {sentence, proposal}. Disabling and signing out take one.
namespace relay::admin {

/// GET /api/v1/people: {people: […], next, roles: […]}: accounts by their names, in slices
/// (slice.h), and the roles that there are.
http::Response get_people(const Parts& parts, const Call& call);
/// GET /api/v1/people/{name}
http::Response get_person(const Parts& parts, const Call& call);

/// POST /api/v1/people: {name, password, roles: [{role, feed, group}], reason}: the password is for
/// a first sign-in, at which another one must be chosen.
http::Response post_person(const Parts& parts, const Call& call);
/// POST /api/v1/people/{name}/grant and /lift: {role, feed, group, reason}
http::Response post_give(const Parts& parts, const Call& call);
http::Response post_take(const Parts& parts, const Call& call);
/// POST /api/v1/people/{name}/disable and /enable: {reason}
http::Response post_disable(const Parts& parts, const Call& call);
http::Response post_enable(const Parts& parts, const Call& call);
/// POST /api/v1/people/{name}/password: {password, reason}: for a first sign-in, as above.
http::Response post_reset(const Parts& parts, const Call& call);
/// POST /api/v1/people/{name}/second-factor/remove: {reason}
http::Response post_remove_factor(const Parts& parts, const Call& call);
/// DELETE /api/v1/people/{name}/sessions: {reason}, or nothing.
http::Response delete_sessions(const Parts& parts, const Call& call);

}  // namespace relay::admin
