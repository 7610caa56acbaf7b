#include "relay/admin/routes.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "relay/admin/acts.h"
#include "relay/admin/advice.h"
#include "relay/admin/answers.h"
#include "relay/admin/audit_asked.h"
#include "relay/admin/bypass_acts.h"
#include "relay/admin/deeds.h"
#include "relay/admin/device_acts.h"
#include "relay/admin/devices.h"
#include "relay/admin/endpoints.h"
#include "relay/admin/enrolled.h"
#include "relay/admin/explain.h"
#include "relay/admin/forecast.h"
#include "relay/admin/history.h"
#include "relay/admin/judge_acts.h"
#include "relay/admin/policies.h"
#include "relay/admin/policy_acts.h"
#include "relay/admin/status.h"
#include "relay/admin/stop_acts.h"

namespace relay::admin {
namespace {

using http::Method;

constexpr std::array kRoutes{
    Route{Method::Get, "/api/v1/status", get_status},
    Route{Method::Get, "/api/v1/explain", get_explain},
    Route{Method::Get, "/api/v1/audit", get_audit},
    Route{Method::Get, "/api/v1/audit/heads", get_audit_heads},
    Route{Method::Get, "/api/v1/audit/verify", get_audit_verify, Route::Pace::Slow},
    Route{Method::Get, "/api/v1/audit/export", get_audit_export, Route::Pace::Slow},
    Route{Method::Get, "/api/v1/devices", get_devices},
    Route{Method::Get, "/api/v1/device", get_device},
    Route{Method::Get, "/api/v1/enrolled", get_enrolled},
    Route{Method::Get, "/api/v1/endpoints", get_endpoints},
    Route{Method::Get, "/api/v1/forecast", get_forecast, Route::Pace::Slow},
    Route{Method::Get, "/api/v1/advice", get_advice, Route::Pace::Slow},
    Route{Method::Get, "/api/v1/policy/revisions", get_revisions},
    Route{Method::Get, "/api/v1/policy/revision", get_revision},
    Route{Method::Get, "/api/v1/policy/differences", get_differences},
    Route{Method::Get, "/api/v1/policy/proposal", get_proposal, Route::Pace::Slow},
    Route{Method::Post, "/api/v1/policy/check", post_check, Route::Pace::Slow},
    Route{Method::Post, "/api/v1/policy/apply", post_apply, Route::Pace::Slow},
    Route{Method::Post, "/api/v1/policy/approve", post_approve_policy, Route::Pace::Slow},
    Route{Method::Get, "/api/v1/feeds/{feed}/releases", get_releases},
    Route{Method::Get, "/api/v1/feeds/{feed}/refused", get_refused},
    Route{Method::Get, "/api/v1/feeds/{feed}/halts", get_halts},
    Route{Method::Get, "/api/v1/feeds/{feed}/bypasses", get_bypasses},
    Route{Method::Get, "/api/v1/feeds/{feed}/pauses", get_pauses},
    Route{Method::Get, "/api/v1/feeds/{feed}/judgements", get_judgements},
    Route{Method::Post, "/api/v1/stop", post_stop},
    Route{Method::Post, "/api/v1/clock/confirm", post_confirm_clock},
    Route{Method::Post, "/api/v1/enrol", post_enrol},
    Route{Method::Post, "/api/v1/enrol/void", post_void},
    Route{Method::Post, "/api/v1/devices/revoke", post_revoke},
    Route{Method::Post, "/api/v1/devices/move", post_move},
    Route{Method::Post, "/api/v1/feeds/{feed}/sync", post_sync, Route::Pace::Slow},
    Route{Method::Post, "/api/v1/feeds/{feed}/adopt", post_adopt},
    Route{Method::Post, "/api/v1/feeds/{feed}/approve", post_approve},
    Route{Method::Post, "/api/v1/feeds/{feed}/hold", post_hold},
    Route{Method::Post, "/api/v1/feeds/{feed}/pin", post_pin},
    Route{Method::Post, "/api/v1/feeds/{feed}/block", post_block},
    Route{Method::Post, "/api/v1/feeds/{feed}/floor", post_floor},
    Route{Method::Post, "/api/v1/feeds/{feed}/pause", post_pause},
    Route{Method::Post, "/api/v1/feeds/{feed}/resume", post_resume},
    Route{Method::Post, "/api/v1/feeds/{feed}/acknowledge", post_acknowledge},
    Route{Method::Post, "/api/v1/feeds/{feed}/bypass", post_bypass},
    Route{Method::Post, "/api/v1/feeds/{feed}/break-glass", post_break_glass},
    Route{Method::Post, "/api/v1/feeds/{feed}/fix-forward", post_fix_forward},
    Route{Method::Post, "/api/v1/feeds/{feed}/grant", post_grant},
    Route{Method::Post, "/api/v1/feeds/{feed}/review", post_review},
    Route{Method::Post, "/api/v1/feeds/{feed}/verdict", post_verdict},
    Route{Method::Post, "/api/v1/feeds/{feed}/risk", post_risk},
    Route{Method::Post, "/api/v1/feeds/{feed}/quarantine", post_quarantine},
    Route{Method::Post, "/api/v1/feeds/{feed}/trust", post_trust},
};

constexpr std::string_view kFeed = "{feed}";

/// A path that fits a pattern; `feed` is what stands at {feed}, or empty where there is none.
struct Fit {
  std::string_view feed{};
};

std::optional<Fit> fit(std::string_view pattern, std::string_view path) {
  const std::size_t hole = pattern.find(kFeed);
  if (hole == std::string_view::npos) return pattern == path ? std::optional{Fit{}} : std::nullopt;

  const std::string_view before = pattern.substr(0, hole);
  const std::string_view after = pattern.substr(hole + kFeed.size());
  if (path.size() <= before.size() + after.size()) return std::nullopt;
  if (!path.starts_with(before) || !path.ends_with(after)) return std::nullopt;
  const auto feed = path.substr(before.size(), path.size() - before.size() - after.size());
  return feed.find('/') == std::string_view::npos ? std::optional{Fit{feed}} : std::nullopt;
}

bool serves(const Route& route, Method method) {
  return route.method == method || (route.method == Method::Get && method == Method::Head);
}

http::Response wrong_method(const Route& route) {
  const bool reads = route.method == Method::Get;
  auto answer =
      problem(405, "wrong-method", std::string{"this is asked for by "} + (reads ? "GET" : "POST"));
  answer.fields.push_back({"Allow", reads ? "GET, HEAD" : "POST"});
  return answer;
}

/// Plain forms of other pages can send text/plain and form types without asking; this one they
/// cannot.
bool is_json(const http::Request& request) {
  const auto type = request.field("Content-Type");
  if (!type) return false;
  std::string kind{type->substr(0, type->find(';'))};
  kind.erase(kind.find_last_not_of(" \t") + 1);
  std::ranges::transform(kind, kind.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return kind == "application/json";
}

http::Response all_seats_taken() {
  return problem(503, "busy",
                 "two slow requests are being answered already; ask again in a moment");
}

http::Response ask(const Route& route, const Fit& fitting, const Parts& parts, Seats& for_slow,
                   const http::Request& request) {
  if (!serves(route, request.method)) return wrong_method(route);
  if (route.method == Method::Post && !is_json(request)) {
    return problem(415, "not-json", "the body must be JSON, with 'Content-Type: application/json'");
  }
  const bool is_slow = route.pace == Route::Pace::Slow;
  const auto seat = is_slow ? for_slow.take() : nullptr;
  if (is_slow && !seat) return all_seats_taken();
  const rollout::Revision revision = parts.revision();
  Call call{.request = request, .revision = revision};
  if (!fitting.feed.empty()) {
    const auto feed = feed_named(revision, fitting.feed);
    if (!feed) return feed.error();
    call.feed = *feed;
  }
  return route.answer(parts, call);
}

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

http::Response dispatch(const Parts& parts, Seats& for_slow, const http::Request& request) {
  for (const Route& route : kRoutes) {
    if (const auto fitting = fit(route.pattern, request.path)) {
      return ask(route, *fitting, parts, for_slow, request);
    }
  }
  return not_found("unknown-path", "there is nothing at this path");
}

}  // namespace relay::admin
