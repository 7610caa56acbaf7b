#include "relay/admin/admission.h"

#include <algorithm>
#include <string_view>

#include "relay/admin/answers.h"
#include "relay/crypto/secret.h"
#include "relay/crypto/sha256.h"

namespace relay::admin {
namespace {

constexpr std::size_t kLongestToken = 256;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool same_text(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

/// The token of `Authorization: Bearer TOKEN` (RFC 6750, 2.1).
std::optional<std::string_view> bearer(const http::Request& request) {
  constexpr std::string_view kScheme = "Bearer ";
  const auto field = request.field("Authorization");
  if (!field || field->size() <= kScheme.size() || field->size() > kLongestToken) {
    return std::nullopt;
  }
  if (!same_text(field->substr(0, kScheme.size()), kScheme)) return std::nullopt;
  return field->substr(kScheme.size());
}

bool has(const http::Request& request, std::string_view name) {
  return std::ranges::any_of(request.fields,
                             [&](const http::Field& field) { return same_text(field.name, name); });
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
  if (!origin || !host) return false;
  return same_text(*origin, "https://" + std::string{*host}) ||
         same_text(*origin, "http://" + std::string{*host});
}

http::Response unauthorized() {
  auto answer = problem(401, "not-signed-in",
                        "the administrator's token is needed, as 'Authorization: Bearer TOKEN'; it "
                        "stands in admin.token in the relay's data folder");
  answer.fields.push_back({"WWW-Authenticate", "Bearer realm=\"sluice\""});
  return answer;
}

}  // namespace

std::optional<http::Response> Admission::refusal(const http::Request& request) {
  const auto token = bearer(request);
  if (!token) return refuse(request, unauthorized(), "no token");
  // Digests are compared, so that not even the token's length shows in the time that it takes.
  if (!crypto::same_secret(crypto::sha256(*token).hex(), token_.hex())) {
    return refuse(request, unauthorized(), "wrong token");
  }
  if (!own_origin(request)) {
    return refuse(request,
                  problem(403, "other-origin", "a page of another origin may not use this API"),
                  "right token, but from a page of another origin");
  }
  return std::nullopt;
}

http::Response Admission::refuse(const http::Request& request, http::Response answer,
                                 const std::string& why) {
  refusals_.note("from " + request.peer.text() + ": " + why, request.now);
  return answer;
}

}  // namespace relay::admin
