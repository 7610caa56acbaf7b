#include "relay/net/url.h"

#include <algorithm>
#include <memory>

#include <curl/curl.h>

#include "policy/require.h"
#include "relay/net/letters.h"

namespace relay::net {
namespace {

using CurlUrl = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

CurlUrl no_parts() {
  CurlUrl parts{curl_url(), &curl_url_cleanup};
  policy::require(parts != nullptr, "there is memory for a URL");
  return parts;
}

std::string part(const CurlUrl& parts, CURLUPart which, unsigned flags = 0) {
  char* text = nullptr;
  if (curl_url_get(parts.get(), which, &text, flags) != CURLUE_OK) return {};
  const std::unique_ptr<char, decltype(&curl_free)> owned{text, &curl_free};
  return text;
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

bool set(const CurlUrl& parts, const std::string& text) {
  if (has_control(text)) return false;
  return curl_url_set(parts.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME) ==
         CURLUE_OK;
}

Url taken_apart(const CurlUrl& parts) {
  Url url;
  url.scheme = lower(part(parts, CURLUPART_SCHEME));
  url.user = part(parts, CURLUPART_USER, CURLU_URLDECODE);
  url.password = part(parts, CURLUPART_PASSWORD, CURLU_URLDECODE);
  url.host = lower(part(parts, CURLUPART_HOST));
  url.port = part(parts, CURLUPART_PORT, CURLU_DEFAULT_PORT);
  url.path = part(parts, CURLUPART_PATH);
  url.query = part(parts, CURLUPART_QUERY);
  return url;
}

bool own_port(const Url& url) {
  return url.port.empty() || (url.scheme == "http" && url.port == "80") ||
         (url.scheme == "https" && url.port == "443");
}

}  // namespace

std::optional<Url> Url::parse(std::string_view text) {
  const CurlUrl parts = no_parts();
  if (!set(parts, std::string{text})) return std::nullopt;
  return taken_apart(parts);
}

std::optional<Url> Url::resolve(const std::string& reference) const {
  const CurlUrl parts = no_parts();
  if (!set(parts, whole()) || !set(parts, reference)) return std::nullopt;
  return taken_apart(parts);
}

std::string Url::whole() const {
  return shown() + (query.empty() ? "" : "?" + query);
}

std::string Url::shown() const {
  return scheme + "://" + host + (own_port(*this) ? "" : ":" + port) + path;
}

bool same_origin(const Url& one, const Url& other) {
  return one.scheme == other.scheme && one.host == other.host && one.port == other.port;
}

}  // namespace relay::net
