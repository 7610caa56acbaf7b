#pragma once

#include "relay/admin/call.h"
#include "relay/json/value.h"

/// What devices did, as far as it is remembered: see relay/telemetry.
namespace relay::admin {

/// GET /api/v1/devices?group=…&feed=…&text=…&state=…: {devices: […], next, all, left_out}. Who
/// asked last comes first, in slices (slice.h). `group` and `feed` are what they were given, `text`
/// stands in key, name, address or agent. `state` is "behind": it was offered something newer than
/// what it has taken; "failing": its last answer that is over was an error; "silent": it has asked
/// for nothing in seven days; or "never-offered": it says that it has what it was never offered
/// (telemetry::Visit). `all` counts every device that is remembered, `left_out` what
/// found no room since the relay started.
///
/// A device is {device, name, known, authenticated, address, agent, asked, feeds: [{feed, group,
/// asked, requests, status, path, offered, taken, taken_at, never_offered: {version, sequence,
/// said_at} or null}], enrolled}. `device` is its id, or its
/// address where it has none; `known` is certificate, token, address or unknown; `status` and
/// `path` are of the last answer that is over; `offered` and `taken` are {version, sequence} or
/// null: taken is what it was given something new of, to the last byte; `enrolled` is what is
/// recorded of it, as GET /api/v1/enrolled has it, or null.
http::Response get_devices(const Parts& parts, const Call& call);
/// Who has asked for nothing so long is silent; the status counts the others as seen.
constexpr policy::Span kSilentFor{std::chrono::days{7}};

/// GET /api/v1/device?device=…: {device, enrolled, membership}: the same two of one; `device` is
/// null where it is not remembered. `membership` is {group, match, line, sentence}: where the
/// policy in force puts it and by which match, null in `match` where none holds and everybody else
/// is; it is null where that is not known: of who shows a certificate of the organisation's own,
/// whose names are not recorded, and of who is nobody here.
http::Response get_device(const Parts& parts, const Call& call);

/// `device` of the query, an id or an address; 400 where it could be none.
policy::Result<std::string, http::Response> device_asked(const Call& call);
/// {version, sequence}, the version null where it is not recorded any more; null: of no release.
json::Value given(db::Connection& db, const std::string& feed, policy::Sequence release);

}  // namespace relay::admin
