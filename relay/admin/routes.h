#pragma once

#include <span>
#include <string_view>

#include "relay/admin/call.h"
#include "relay/admin/seats.h"

namespace relay::admin {

/// One thing that administrators can ask for. All of them stand in one table; what does not stand
/// there does not exist. All need the token: see desk.h.
struct Route {
  /// Slow ones may take seconds, for they ask a vendor or try out the future.
  enum class Pace { Quick, Slow };

  http::Method method = http::Method::Get;
  std::string_view pattern{};  ///< "/api/v1/feeds/{feed}/sync"; {feed} is one part of the path.
  http::Response (*answer)(const Parts&, const Call&) = nullptr;
  Pace pace = Pace::Quick;
};

std::span<const Route> routes();

/// Slow requests that are answered at once: fewer than the door has threads, so that who stops
/// something never waits behind them.
constexpr unsigned kSlowAtOnce = 2;

/// Finds the route and asks it. 404 for an unknown path or feed, 405 for a method that the path
/// does not have, 415 for a POST that is not application/json, 503 for a slow one while the seats
/// for those are taken. HEAD is answered as GET.
http::Response dispatch(const Parts& parts, Seats& for_slow, const http::Request& request);

}  // namespace relay::admin
