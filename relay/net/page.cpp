#include "relay/net/page.h"

#include <algorithm>
#include <array>
#include <string>

#include "relay/net/letters.h"

namespace relay::net {
namespace {

/// White space before a page is short; what begins with more of it is somebody's file.
constexpr std::size_t kMostSpace = 1024;

}  // namespace

bool page_type(std::string_view media_type) {
  media_type = media_type.substr(0, media_type.find(';'));
  while (media_type.ends_with(' ')) media_type.remove_suffix(1);
  const auto type = lower(media_type);
  return type == "text/html" || type == "application/xhtml+xml";
}

std::optional<bool> page_start(std::string_view start) {
  constexpr std::string_view kMark = "\xef\xbb\xbf";
  constexpr std::array<std::string_view, 2> kStarts{"<!doctype html", "<html"};
  if (start.size() < kMark.size() && kMark.starts_with(start)) return std::nullopt;
  if (start.starts_with(kMark)) start.remove_prefix(kMark.size());
  const auto first = start.find_first_not_of(" \t\r\n\f\v");
  if (first == std::string_view::npos) {
    return start.size() > kMostSpace ? std::optional{false} : std::nullopt;
  }
  const auto begins = lower(start.substr(first, 16));
  if (std::ranges::any_of(kStarts, [&](auto one) { return begins.starts_with(one); })) return true;
  if (std::ranges::any_of(kStarts, [&](auto one) { return one.starts_with(begins); })) {
    return std::nullopt;
  }
  return false;
}

bool page_path(std::string_view path) {
  const auto name = lower(path);
  return name.ends_with(".html") || name.ends_with(".htm");
}

}  // namespace relay::net
