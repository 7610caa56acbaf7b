#pragma once

#include "relay/admin/call.h"
#include "relay/json/value.h"

/// Which release a group has, and why not the newer one.
namespace relay::admin {

/// GET /api/v1/explain?feed=F[&group=G][&device=ADDRESS|ID]: {now, revision, file, feed, device,
/// offered, explanations: […]}. A device's group is found by its address, or by what is recorded of
/// one that has enrolled; with neither, every group of the policy in its order. `revision` is the
/// one whose lines the reasons name, `file` the policy file that holds it, or null; `offered` is
/// the release that the device gets, {version, sequence}.
http::Response get_explain(const Parts& parts, const Call& call);

/// All groups of one feed, as the facts are now.
json::Value explanations(const Parts& parts, const Call& call, const policy::FeedId& feed);

}  // namespace relay::admin
