#pragma once

#include <span>
#include <string_view>

#include "relay/admin/call.h"
#include "relay/json/value.h"

/// The description of the API, in OpenAPI 3.1. What people read of a route, what it takes and what
/// it answers is written by hand, a file a family, in relay/admin/openapi; what the table of routes
/// knows is added from there: who may ask, which holes a path has, how it can be refused.
namespace relay::admin {

/// The files, which the build puts into the program. Joined they are one description: what is a
/// record in two of them is one record with the fields of both, and nothing else stands in two.
std::span<const std::string_view> families();

/// All of it. A family that does not fit to the others ends the process, in every build's tests.
const json::Value& description();

/// GET /api/v1/openapi.json
http::Response get_openapi(const Parts& parts, const Call& call);

}  // namespace relay::admin
