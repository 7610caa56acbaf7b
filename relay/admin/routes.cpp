#include "relay/admin/routes.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "relay/admin/answers.h"

namespace relay::admin {
namespace {

using http::Method;

/// Takes the first part of a path, without the '/' before it.
std::string_view take_part(std::string_view& path) {
  path.remove_prefix(1);
  const std::string_view part = path.substr(0, path.find('/'));
  path.remove_prefix(part.size());
  return part;
}

/// Whether a part of a path fits that of a pattern.
bool fits(std::string_view pattern, std::string_view part, Holes& holes) {
  if (pattern == "{feed}") holes.feed = part;
  if (pattern == "{group}") holes.group = part;
  if (pattern == "{name}") holes.name = part;
  if (pattern == "{number}") holes.number = part;
  return pattern.starts_with('{') ? !part.empty() : pattern == part;
}

std::optional<Holes> fit(std::string_view pattern, std::string_view path) {
  Holes holes;
  while (!pattern.empty() && !path.empty()) {
    if (!fits(take_part(pattern), take_part(path), holes)) return std::nullopt;
  }
  return pattern.empty() && path.empty() ? std::optional{holes} : std::nullopt;
}

bool serves(const Route& route, Method method) {
  return route.method == method || (route.method == Method::Get && method == Method::Head);
}

const char* allowed_by(const Route& route) {
  switch (route.method) {
    case Method::Get:
    case Method::Head:
      return "GET, HEAD";
    case Method::Post:
      return "POST";
    case Method::Put:
      return "PUT";
    case Method::Delete:
      return "DELETE";
  }
  return "";
}

http::Response wrong_method(const std::string& allowed) {
  auto answer = problem(405, "wrong-method", "this is asked for by " + allowed);
  answer.fields.push_back({"Allow", allowed});
  return answer;
}

/// Plain forms of other pages can send text/plain and form types without asking; this one they
/// cannot.
bool is_json(const http::Request& request) {
  const auto type = request.field("Content-Type");
  if (!type) return false;
  std::string kind{type->substr(0, type->find(';'))};
  kind.erase(kind.find_last_not_of(" \t") + 1);
  return http::same_name(kind, "application/json");
}

http::Response all_seats_taken() {
  return problem(503, "busy",
                 "two slow requests are being answered already; ask again in a moment");
}

std::optional<std::int64_t> whole(std::string_view text) {
  std::int64_t number = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || rest != text.data() + text.size() || number < 1) return std::nullopt;
  return number;
}

/// Fills in what the path names; or the answer that says what it does not.
std::optional<http::Response> fill(Call& call, const Holes& holes) {
  if (!holes.feed.empty()) {
    const auto feed = feed_named(call.revision, holes.feed);
    if (!feed) return feed.error();
    call.feed = *feed;
  }
  if (!holes.group.empty()) {
    const auto group = group_named(call.revision, holes.group);
    if (!group) return group.error();
    call.group = *group;
  }
  call.name = holes.name;
  if (!holes.number.empty()) {
    const auto number = whole(holes.number);
    if (!number) return not_found("unknown-number", "there is nothing of that number here");
    call.number = *number;
  }
  return std::nullopt;
}

/// For everybody who waits for it: as things are when it begins, so no earlier than any of them
/// asked.
http::Response answer_together(const Parts& parts, Shared& shared, const Route& route,
                               const Call& call) {
  using policy::Instant;
  shared.asked.with([&](Instant& last) { last = std::max(last, call.request.now); });
  return shared.together.run([&] {
    const rollout::Revision revision = parts.revision();
    http::Request request = call.request;
    request.now = shared.asked.with([](const Instant& last) { return last; });
    return route.answer(parts, {.request = request, .revision = revision});
  });
}

}  // namespace

Found find_route(const http::Request& request) {
  Found found;
  for (const Route& route : routes()) {
    const auto holes = fit(route.pattern, request.path);
    if (!holes) continue;
    found.allowed += (found.allowed.empty() ? "" : ", ") + std::string{allowed_by(route)};
    if (!serves(route, request.method)) continue;
    found.route = &route;
    found.holes = *holes;
  }
  return found;
}

http::Response dispatch(const Parts& parts, Shared& shared, const http::Request& request,
                        const Found& found, const people::Caller* caller) {
  if (found.allowed.empty()) return not_found("unknown-path", "there is nothing at this path");
  if (found.route == nullptr) return wrong_method(found.allowed);
  const Route& route = *found.route;
  const rollout::Revision revision = parts.revision();
  Call call{.request = request, .revision = revision, .caller = caller, .access = route.access};
  if (auto wrong = fill(call, found.holes)) return *std::move(wrong);
  if (route.access.whom != Access::Whom::Public) {
    if (auto refusal = against(route.access, caller_of(call), call.feed)) {
      return *std::move(refusal);
    }
  }
  if (route.method == Method::Post && !is_json(request)) {
    return problem(415, "not-json", "the body must be JSON, with 'Content-Type: application/json'");
  }
  return shared.repeats.once(call, [&] {
    const bool is_slow = route.pace == Route::Pace::Slow;
    const auto seat = is_slow ? shared.for_slow.take() : nullptr;
    if (is_slow && !seat) return all_seats_taken();
    const bool together = route.pace == Route::Pace::Together;
    return together ? answer_together(parts, shared, route, call) : route.answer(parts, call);
  });
}

}  // namespace relay::admin
