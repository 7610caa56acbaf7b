#pragma once

#include "relay/admin/call.h"
#include "relay/catalog/deeds.h"

namespace relay::admin {

/// `feed`, `version`, `group`, `person` and `did` of the query; 400 for what nothing could be found
/// by, 404 for what there is not. A version is nothing without its feed.
policy::Result<catalog::DeedsWanted, http::Response> deeds_wanted(const Parts& parts,
                                                                  const Call& call);

}  // namespace relay::admin
