#pragma once

#include "relay/admin/call.h"

namespace relay::admin {

/// GET /api/v1/endpoints?group=&feed=: where devices of a group find a feed. {plain, tls: {host,
/// port}, authority, by_address, by_credential}; `host` is null where the settings name none, `tls`
/// where there is no such door, `authority` (PEM) where its certificate is not the relay's own.
http::Response get_endpoints(const Parts& parts, const Call& call);

}  // namespace relay::admin
