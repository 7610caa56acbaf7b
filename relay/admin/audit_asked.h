#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "relay/admin/call.h"

/// What the sealed audit says of itself.
namespace relay::admin {

/// GET /api/v1/audit/heads: {head: "4711:…", signer: "sha256:…", trouble: {kind, row, sentence} or
/// null}
http::Response get_audit_heads(const Parts& parts, const Call& call);

/// GET /api/v1/audit/verify?since=HEAD: all of it is computed again, against the head that the
/// caller has kept and those that the relay has noted: {head, sentence, trouble}. Recorded.
http::Response get_audit_verify(const Parts& parts, const Call& call);

/// GET /api/v1/audit/export?from=NUMBER: a signed bundle as a tar archive (relay/audit/bundle.h).
/// Recorded.
http::Response get_audit_export(const Parts& parts, const Call& call);

/// {head, signer, trouble}: of the status, too.
json::Value describe_audit(const Parts& parts);

}  // namespace relay::admin
