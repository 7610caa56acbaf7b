#include "relay/http/target.h"

#include <algorithm>
#include <optional>

#include "relay/http/escapes.h"

namespace relay::http {
namespace {

bool ordinary(char c) {
  return c > ' ' && c <= '~' && c != '#' && c != '\\';
}

/// Of a decoded segment: whether it may stand in a path at all.
bool sound(std::string_view segment) {
  const auto never = [](char c) {
    return (c >= '\0' && c < ' ') || c == '\x7f' || c == '/' || c == '\\';
  };
  return segment != ".." && std::ranges::none_of(segment, never);
}

/// The path with its escapes decoded and its "." segments folded; segments are cut before decoding.
std::optional<std::string> fold(std::string_view raw) {
  const bool as_it_is =
      raw.find('%') == std::string_view::npos && raw.find("/.") == std::string_view::npos;
  if (as_it_is) return std::string{raw};
  std::string path;
  while (!raw.empty()) {
    raw.remove_prefix(1);  // Its '/'.
    const std::string_view segment = raw.substr(0, raw.find('/'));
    raw.remove_prefix(segment.size());
    const auto decoded = unescape(segment);
    if (!decoded || !sound(*decoded)) return std::nullopt;
    if (*decoded != ".") {
      path += '/' + *decoded;
    } else if (raw.empty()) {
      path += '/';  // "/a/." is the folder "/a/".
    }
  }
  return path;
}

}  // namespace

policy::Result<Target, Refusal> read_target(std::string_view origin_form) {
  const bool plain = origin_form.starts_with('/') && std::ranges::all_of(origin_form, ordinary);
  if (!plain) {
    return policy::Refused{
        Refusal{400, "a target begins with '/' and is visible ASCII without '#' and '\\'"}};
  }
  const std::size_t mark = std::min(origin_form.find('?'), origin_form.size());
  auto path = fold(origin_form.substr(0, mark));
  if (!path) {
    return policy::Refused{Refusal{
        400, "the path has a '..' segment, a broken escape, or an escaped '/', '\\' or control"}};
  }
  const std::string_view query = origin_form.substr(std::min(mark + 1, origin_form.size()));
  return Target{std::move(*path), std::string{query}};
}

}  // namespace relay::http
