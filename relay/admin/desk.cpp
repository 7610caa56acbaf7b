#include "relay/admin/desk.h"

#include <algorithm>
#include <utility>

#include "relay/admin/answers.h"
#include "relay/admin/page.h"

namespace relay::admin {
namespace {

/// What every answer of this door tells a browser: nothing from elsewhere, nothing inline, nothing
/// in a frame, and nothing kept where the answer does not say that it lasts.
http::Response guarded(http::Response answer) {
  const std::initializer_list<http::Field> kFields{
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
       "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Strict-Transport-Security", "max-age=31536000"},
  };
  const bool says =
      std::ranges::find(answer.fields, "Cache-Control", &http::Field::name) != answer.fields.end();
  if (!says) answer.fields.push_back({"Cache-Control", "no-store"});
  answer.fields.insert(answer.fields.end(), kFields);
  return answer;
}

bool is_api(std::string_view path) {
  return path == "/api" || path.starts_with("/api/");
}

}  // namespace

Desk::Desk(Parts parts)
    : parts_{std::move(parts)},
      admission_{parts_.state, parts_.people},
      denials_{parts_.state},
      shared_{parts_.state} {}

http::Response Desk::answer(const http::Request& request) {
  if (!is_api(request.path)) return guarded(get_page(request));
  try {
    return guarded(api(request));
  } catch (const db::Failure& failure) {
    parts_.log.error("administrators' door: " + std::string{failure.what()});
    return guarded(
        problem(503, "database",
                "the relay's database does not answer, and the log says why; look at what "
                "is in force before you ask again"));
  }
}

http::Response Desk::api(const http::Request& request) {
  const auto who = admission_.who(request);
  if (!who) return who.error();
  const Found found = find_route(request);
  const bool is_public = found.route != nullptr && found.route->access.whom == Access::Whom::Public;
  if (!is_public) {
    if (auto refusal = admission_.refusal(request, *who)) return *std::move(refusal);
  }
  const people::Caller* const caller = who->has_value() ? &**who : nullptr;
  auto answer = dispatch(parts_, shared_, request, found, caller);
  if (caller != nullptr) denials_.note(request, *caller, answer);
  return answer;
}

}  // namespace relay::admin
