#include "relay/admin/admission.h"

#include <algorithm>
#include <string_view>

#include "relay/admin/answers.h"
#include "relay/crypto/secret.h"

namespace relay::admin {
namespace {

using people::Caller;
using policy::Refused;

constexpr std::size_t kLongestToken = 256;

bool has(const http::Request& request, std::string_view name) {
  return std::ranges::any_of(
      request.fields, [&](const http::Field& field) { return http::same_name(field.name, name); });
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// The token of `Authorization: Bearer TOKEN` (RFC 6750, 2.1).
std::string_view bearer(const http::Request& request) {
  constexpr std::string_view kScheme = "Bearer ";
  const auto field = request.field("Authorization");
  if (!field || field->size() <= kScheme.size() || field->size() > kLongestToken) return {};
  if (!http::same_name(field->substr(0, kScheme.size()), kScheme)) return {};
  return field->substr(kScheme.size());
}

/// What every cookie of that name says, in all fields (RFC 6265, 4.2.1).
std::vector<std::string_view> cookies(const http::Request& request, std::string_view name) {
  std::vector<std::string_view> found;
  for (const http::Field& field : request.fields) {
    if (!http::same_name(field.name, "Cookie")) continue;
    std::string_view rest = field.value;
    while (!rest.empty()) {
      const std::size_t end = rest.find(';');
      const std::string_view pair = trimmed(rest.substr(0, end));
      if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=') {
        found.push_back(pair.substr(name.size() + 1));
      }
      rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    }
  }
  return found;
}

/// Whether a browser says that a page of ours asks, or it is no browser. A browser names its origin
/// in every request that could change something.
bool own_origin(const http::Request& request) {
  if (has(request, "Sec-Fetch-Site")) {
    const auto site = request.field("Sec-Fetch-Site");
    if (site != "same-origin" && site != "none") return false;
  }
  if (!has(request, "Origin")) return true;
  const auto origin = request.field("Origin");
  const auto host = request.field("Host");
  return origin && host && http::same_name(*origin, "https://" + std::string{*host});
}

bool shows_something(const http::Request& request) {
  return has(request, "Authorization") || !cookies(request, kCookie).empty();
}

http::Response not_set_up() {
  return problem(403, "not-set-up",
                 "the relay is not set up: 'sluice setup NAME' on its machine, with the token in "
                 "setup.token in its data folder");
}

http::Response unauthorized() {
  auto answer = problem(401, "not-signed-in",
                        "nobody is signed in: 'sluice login NAME', or a session's or an API token "
                        "as 'Authorization: Bearer TOKEN'");
  answer.fields.push_back({"WWW-Authenticate", "Bearer realm=\"sluice\""});
  return answer;
}

/// A browser sends its cookie whoever makes it ask; only a page of ours knows the rest.
bool is_forged(const http::Request& request, const Caller& caller) {
  if (caller.by != Caller::By::Cookie || !is_unsafe(request.method)) return false;
  const auto said = request.field(kCsrf);
  return !has(request, "Origin") || !said || !crypto::same_secret(*said, caller.csrf);
}

}  // namespace

bool is_unsafe(http::Method method) {
  return method != http::Method::Get && method != http::Method::Head;
}

http::Field cookie_field(const std::string& token) {
  return {"Set-Cookie", std::string{kCookie} + "=" + token +
                            "; Path=/; Secure; HttpOnly; SameSite=Strict" +
                            (token.empty() ? "; Max-Age=0" : "")};
}

policy::Result<std::optional<Caller>, http::Response> Admission::who(const http::Request& request) {
  const auto shown = cookies(request, kCookie);
  if (shown.size() + (has(request, "Authorization") ? 1 : 0) > 1) {
    return Refused{refuse(
        request, bad_request("two-credentials", "a request shows a session or a token, once"),
        "two credentials")};
  }
  if (!own_origin(request)) {
    return Refused{refuse(
        request, problem(403, "other-origin", "a page of another origin may not use this API"),
        "a page of another origin")};
  }
  const std::string_view cookie = shown.empty() ? std::string_view{} : shown.front();
  if (cookie.size() > kLongestToken) return std::optional<Caller>{};
  return people_.caller({.cookie = cookie, .bearer = bearer(request)}, request.now);
}

std::optional<http::Response> Admission::refusal(const http::Request& request,
                                                 const std::optional<Caller>& caller) {
  if (!people_.is_set_up()) return refuse(request, not_set_up(), "the relay is not set up");
  if (!caller) {
    return refuse(request, unauthorized(),
                  shows_something(request) ? "what was shown does not count" : "nothing was shown");
  }
  if (is_forged(request, *caller)) {
    return refuse(request,
                  problem(403, "forged",
                          "a change by a browser says from which page it comes, and '" +
                              std::string{kCsrf} + "' as its session has it"),
                  "a cookie without what only our page knows");
  }
  return std::nullopt;
}

http::Response Admission::refuse(const http::Request& request, http::Response answer,
                                 const std::string& why) {
  refusals_.note("from " + request.peer.text() + ": " + why, request.now);
  return answer;
}

}  // namespace relay::admin
