#pragma once

#include <span>
#include <string_view>

#include "relay/admin/call.h"

namespace relay::admin {

/// One thing that administrators can ask for. All of them stand in one table; what does not stand
/// there does not exist. All need the token: see desk.h.
struct Route {
  http::Method method = http::Method::Get;
  std::string_view pattern{};  ///< "/api/v1/feeds/{feed}/sync"; {feed} is one part of the path.
  http::Response (*answer)(const Parts&, const Call&) = nullptr;
};

std::span<const Route> routes();

/// Finds the route and asks it. 404 for an unknown path or feed, 405 for a method that the path
/// does not have, 415 for a POST that is not application/json. HEAD is answered as GET.
http::Response dispatch(const Parts& parts, const http::Request& request);

}  // namespace relay::admin
