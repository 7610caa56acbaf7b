#pragma once

#include <vector>

#include "relay/admin/call.h"

namespace relay::admin {

/// The feed that `?feed=` names, or every one of the policy.
policy::Result<std::vector<policy::FeedRules>, http::Response> feeds_asked(const Call& call);

}  // namespace relay::admin
