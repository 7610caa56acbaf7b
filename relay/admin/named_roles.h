#pragma once

#include <string>
#include <vector>

#include "relay/admin/call.h"
#include "relay/json/read.h"
#include "relay/people/person.h"

/// Roles as bodies name them.
namespace relay::admin {

struct NamedRole {
  std::string role{};
  std::string feed{};  ///< Empty: every one; as is the next.
  std::string group{};
};
NamedRole read_role(const json::Part& part);

/// All that anybody may have here: the relay's own, and what the policy names.
std::vector<std::string> all_roles(const Call& call);

/// 404 for a role, a feed or a group that there is not: a misspelt role would let nobody do
/// anything, and nobody would notice. 400 for an administrator of one place: of two, each must be
/// able to agree to all that the other asks for.
policy::Result<people::Grant, http::Response> grant_named(const Call& call, const NamedRole& named);

}  // namespace relay::admin
