#pragma once

#include <set>

#include "policy/document.h"
#include "relay/json/value.h"
#include "relay/people/directory.h"

/// People as JSON.
namespace relay::admin {

/// [{number, role, feed, group}]: a feed or group that is null means every one.
json::Value describe(const std::vector<people::Grant>& grants);
/// {number, name, scopes: […], until}
json::Value describe(const catalog::ApiTokenRow& token);
/// {name, roles, disabled, has_password, due, second_factor, recovery_codes, sessions, tokens,
/// made, by}
json::Value describe(const people::About& about);

/// The organisation's own roles that the policy asks for somewhere.
std::set<people::Role> roles_of(const policy::Document& document);

}  // namespace relay::admin
