#pragma once

#include <span>
#include <string>
#include <string_view>

#include "relay/admin/repeats.h"
#include "relay/admin/seats.h"
#include "relay/io/coalesced.h"
#include "relay/io/guarded.h"

namespace relay::admin {

/// One thing that can be asked for. All of them stand in one table; what does not stand there does
/// not exist.
struct Route {
  enum class Pace {
    Quick,
    Slow,      ///< May take seconds, for it asks a vendor or tries out the future.
    Together,  ///< Every page looks at it, and at a large relay it is work: who asks while it is
               ///< made gets the next one, with all others who do.
  };

  http::Method method = http::Method::Get;
  /// "/api/v1/feeds/{feed}/sync"; {feed}, {group}, {name} and {number} are each one part of the
  /// path.
  std::string_view pattern{};
  http::Response (*answer)(const Parts&, const Call&) = nullptr;
  Access access{};
  Pace pace = Pace::Quick;
};

/// See route_table.cpp.
std::span<const Route> routes();

/// Slow requests that are answered at once: fewer than the door has threads, so that who stops
/// something never waits behind them.
constexpr unsigned kSlowAtOnce = 2;

/// What stands in a path for the holes of its pattern.
struct Holes {
  std::string_view feed{};
  std::string_view group{};
  std::string_view name{};
  std::string_view number{};
};

/// The route of a request. Its texts are the request's.
struct Found {
  const Route* route = nullptr;  ///< Nothing: there is none for that method. HEAD is GET.
  Holes holes{};
  std::string allowed{};  ///< The path's methods: "GET, HEAD, POST"; empty: there is no such path.
};
Found find_route(const http::Request& request);

/// What all requests have in common, whoever answers them.
struct Shared {
  explicit Shared(db::Database& state) : repeats{state} {}

  Repeats repeats;
  Seats for_slow{kSlowAtOnce};
  io::Coalesced<http::Response> together{};  ///< One route alone is asked for so.
  io::Guarded<policy::Instant> asked{};      ///< When the last one of those did.
};

/// Asks the route for its answer, once for each request that names itself. 404 for an unknown path
/// or feed, 405 for a method that the path does not have, 403 for who may not, 415 for a POST that
/// is not application/json, 503 for a slow one while the seats for those are taken. `caller` is
/// nothing on public routes alone.
http::Response dispatch(const Parts& parts, Shared& shared, const http::Request& request,
                        const Found& found, const people::Caller* caller);

}  // namespace relay::admin
