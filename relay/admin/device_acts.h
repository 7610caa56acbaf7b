#pragma once

#include "relay/admin/call.h"

/// What people say of devices. Each is in force, for requests that begin from then on, when it is
/// answered.
namespace relay::admin {

/// POST /api/v1/enrol {group, name, attributes: [{name, value}], for, reason}: leave for one device
/// to enrol, for 24 h at most; all but the group may be left out. Answers {sentence, enrolment,
/// group, token, until, authority}: the token is shown this once; `authority` is the SHA-256 of the
/// certificate by which the device knows the relay, where that is the relay's own authority's. 409
/// when the policy in force would put such a device into another group.
http::Response post_enrol(const Parts& parts, const Call& call);
/// POST /api/v1/enrol/void {enrolment, reason}: that leave is over at once. Answers {sentence}; 409
/// when it was used, is over, or was voided before.
http::Response post_void(const Parts& parts, const Call& call);
/// POST /api/v1/devices/revoke {device, reason, lift}: nothing that it shows counts. Answers
/// {sentence, device}, as GET /api/v1/enrolled has it.
http::Response post_revoke(const Parts& parts, const Call& call);

}  // namespace relay::admin
