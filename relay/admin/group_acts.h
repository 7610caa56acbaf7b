#pragma once

#include "relay/admin/call.h"

namespace relay::admin {

/// POST /api/v1/groups/{group}/hold: {reason, lift}: the group keeps what it has of every feed of
/// the policy, in one transaction with an audit row for each. Asks for the role in the group for
/// each of these feeds. Answers {sentence, group, feeds: [{feed, explanation}]}.
http::Response post_group_hold(const Parts& parts, const Call& call);

}  // namespace relay::admin
