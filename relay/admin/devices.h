#pragma once

#include "relay/admin/call.h"

/// What devices did, as far as it is remembered: see relay/telemetry.
namespace relay::admin {

/// GET /api/v1/devices?group=…&feed=…&text=…&after=…: {devices: […], next, all, left_out}. Who
/// asked last comes first, at most 100 of them behind `after`; `next` is what to ask behind, or
/// null. `group` and `feed` are what they were given, `text` stands in key, name, address or agent.
/// `all` counts every device that is remembered, `left_out` what found no room since the relay
/// started.
///
/// A device is {device, name, known, authenticated, address, agent, asked, feeds: [{feed, group,
/// asked, requests, status, path, offered, taken, taken_at}], enrolled}. `device` is its id, or its
/// address where it has none; `known` is certificate, token, address or unknown; `status` and
/// `path` are of the last answer that is over; `offered` and `taken` are {version, sequence} or
/// null: taken is what it was given something new of, to the last byte; `enrolled` is what is
/// recorded of it, as GET /api/v1/enrolled has it, or null.
http::Response get_devices(const Parts& parts, const Call& call);

/// GET /api/v1/device?device=…: {device, enrolled}: the same two of one; `device` is null where it
/// is not remembered.
http::Response get_device(const Parts& parts, const Call& call);

}  // namespace relay::admin
