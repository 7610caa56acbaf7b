#include "relay/admin/desk.h"

#include <utility>

#include "relay/admin/page.h"

namespace relay::admin {
namespace {

/// What every answer of this door tells a browser: nothing from elsewhere, nothing inline, nothing
/// in a frame, nothing kept.
http::Response guarded(http::Response answer) {
  const std::initializer_list<http::Field> kFields{
      {"Content-Security-Policy",
       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
       "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"},
      {"Cache-Control", "no-store"},
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Opener-Policy", "same-origin"},
      {"Strict-Transport-Security", "max-age=31536000"},
  };
  answer.fields.insert(answer.fields.end(), kFields);
  return answer;
}

bool is_api(std::string_view path) {
  return path == "/api" || path.starts_with("/api/");
}

}  // namespace

Desk::Desk(Parts parts) : parts_{std::move(parts)}, admission_{parts_.state, parts_.token} {}

http::Response Desk::answer(const http::Request& request) {
  if (!is_api(request.path)) return guarded(get_page(request));
  if (auto refusal = admission_.refusal(request)) return guarded(*std::move(refusal));
  return guarded(dispatch(parts_, for_slow_, request));
}

}  // namespace relay::admin
