#pragma once

#include <vector>

#include "relay/admin/call.h"
#include "relay/catalog/releases.h"

namespace relay::admin {

/// The release of the call's feed whose version that parameter of the query says; else the answer
/// to give: 400 where it says none, 404 for what there is not. `rows`: all of the feed.
policy::Result<catalog::ReleaseRow, http::Response> release_named(
    const std::vector<catalog::ReleaseRow>& rows, const Call& call, const char* parameter);

}  // namespace relay::admin
