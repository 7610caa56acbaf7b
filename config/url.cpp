#include "config/url.h"

#include <algorithm>
#include <vector>

#include "config/guess.h"

namespace config {
namespace {

struct Parts {
  std::string_view scheme{};
  std::string_view authority{};
  std::string_view path{};
};

std::optional<Parts> split(std::string_view url) {
  const auto colon = url.find("://");
  if (colon == std::string_view::npos) return std::nullopt;
  const auto rest = url.substr(colon + 3);
  const auto slash = std::min(rest.find('/'), rest.size());
  return Parts{url.substr(0, colon), rest.substr(0, slash), rest.substr(slash)};
}

bool all_printable(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

std::optional<std::string> wrong(std::string_view url, const std::optional<Parts>& parts,
                                 const std::vector<std::string>& schemes) {
  if (!parts || std::ranges::count(schemes, parts->scheme) == 0) {
    return "a URL here begins with " + either(schemes) + ", then ://";
  }
  if (!all_printable(url)) return "a URL has no spaces and only ASCII characters";
  if (parts->authority.find('@') != std::string_view::npos) {
    return "a URL here carries no user or password";
  }
  if (url.find_first_of("?#\\") != std::string_view::npos) {
    return "a URL here has no query, fragment or backslash";
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> wrong_upstream(std::string_view url) {
  const auto parts = split(url);
  if (auto reason = wrong(url, parts, {"https", "http", "file"})) return reason;
  const bool local = parts->scheme == "file";
  if (local && (!parts->authority.empty() || parts->path.size() < 2)) {
    return "a file URL is file:// and an absolute folder";
  }
  if (!local && parts->authority.empty()) return "a URL names a host";
  return std::nullopt;
}

std::optional<std::string> wrong_proxy(std::string_view url) {
  const auto parts = split(url);
  if (auto reason = wrong(url, parts, {"http", "https", "socks5", "socks5h"})) return reason;
  if (parts->authority.empty()) return "a URL names a host";
  if (!parts->path.empty() && parts->path != "/") return "a proxy's URL has no path";
  return std::nullopt;
}

bool is_host(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
  };
  return !text.empty() && text.size() <= 253 && std::ranges::all_of(text, allowed);
}

}  // namespace config
