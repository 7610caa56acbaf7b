#include "relay/net/answer_head.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "relay/net/letters.h"

namespace relay::net {
namespace {

using Wrong = std::optional<std::string>;

constexpr std::size_t kMostBytes = 65'536;
constexpr std::size_t kMostFields = 100;
constexpr unsigned kMostInterims = 5;
constexpr std::size_t kLongestPhrase = 60;

/// Fields that decide something come once. Other fields may repeat; the first is kept.
constexpr std::array kOnce{
    "content-length", "transfer-encoding", "content-range", "content-encoding",
    "content-type",   "location",          "etag"};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t";
  const auto first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

bool control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && byte != '\t') || byte == 0x7f;
}

bool token(char c) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         kMarks.find(c) != std::string_view::npos;
}

/// Digits and nothing else: no sign, no space, no list.
std::optional<std::uint64_t> whole_number(std::string_view text) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  std::uint64_t number = 0;
  const auto* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || rest != end) return std::nullopt;
  return number;
}

std::optional<ContentRange> content_range(std::string_view text) {
  if (!text.starts_with("bytes ")) return std::nullopt;
  text.remove_prefix(6);
  const auto dash = text.find('-');
  const auto slash = text.find('/');
  if (dash == std::string_view::npos || slash == std::string_view::npos || slash < dash) {
    return std::nullopt;
  }
  const auto first = whole_number(text.substr(0, dash));
  const auto last = whole_number(text.substr(dash + 1, slash - dash - 1));
  const auto rest = text.substr(slash + 1);
  const auto total = whole_number(rest);
  if (!first || !last || *last < *first || (!total && rest != "*")) return std::nullopt;
  if (total && *last >= *total) return std::nullopt;
  return ContentRange{*first, *last, total};
}

/// RFC 9110, 8.8.3; what is not one is as good as none.
std::string etag(const std::string& text) {
  const std::string_view tag = text.starts_with("W/") ? std::string_view{text}.substr(2) : text;
  const bool quoted = tag.size() >= 2 && tag.front() == '"' && tag.back() == '"';
  if (!quoted || text.size() > 256) return {};
  const auto inner = tag.substr(1, tag.size() - 2);
  const bool clean =
      std::ranges::none_of(inner, [](char c) { return c == '"' || c == ' ' || c == '\t'; });
  return clean ? text : std::string{};
}

std::string phrase_of(std::string_view text) {
  std::string phrase{trimmed(text).substr(0, kLongestPhrase)};
  std::ranges::replace_if(
      phrase, [](char c) { return c < 0x20 || c > 0x7e; }, '?');
  return phrase;
}

}  // namespace

Wrong HeadReader::add(std::string_view line) {
  bytes_ += line.size();
  if (bytes_ > kMostBytes) {
    return "sends a head of more than " + std::to_string(kMostBytes) + " bytes";
  }
  if (line.ends_with('\n')) line.remove_suffix(1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (std::ranges::any_of(line, control)) return "sends control characters in its head";
  if (complete_) {
    // Another head follows only where libcurl asks again by itself, with a proxy's credentials;
    // everything else after the head is a trailer, which decides nothing.
    if (head_.status != 407 || !line.starts_with("HTTP/")) return std::nullopt;
    complete_ = false;
    head_ = {};
  }
  if (head_.status == 0) return add_status(line);
  if (line.empty()) return finish();
  return add_field(line);
}

Wrong HeadReader::add_status(std::string_view line) {
  const bool shaped =
      line.size() >= 12 && (line.starts_with("HTTP/1.1 ") || line.starts_with("HTTP/1.0 "));
  const auto status = shaped ? whole_number(line.substr(9, 3)) : std::nullopt;
  if (!status || *status < 100 || *status > 599 || (line.size() > 12 && line[12] != ' ')) {
    return "does not begin with an HTTP/1.1 status line";
  }
  head_.status = static_cast<int>(*status);
  head_.phrase = phrase_of(line.substr(12));
  fields_.clear();
  return std::nullopt;
}

Wrong HeadReader::add_field(std::string_view line) {
  const auto colon = line.find(':');
  const auto name = line.substr(0, colon);
  if (colon == std::string_view::npos || name.empty() || !std::ranges::all_of(name, token)) {
    return "sends a head with a malformed line";
  }
  if (fields_.size() == kMostFields) {
    return "sends more than " + std::to_string(kMostFields) + " fields";
  }
  const auto [at, added] = fields_.emplace(lower(name), trimmed(line.substr(colon + 1)));
  if (!added && std::ranges::find(kOnce, at->first) != kOnce.end()) {
    return "sends the field '" + at->first + "' twice";
  }
  return std::nullopt;
}

Wrong HeadReader::finish() {
  if (head_.status == 101) return "switches to another protocol";
  if (head_.status < 200) {
    head_ = {};
    if (++interims_ > kMostInterims) {
      return "sends more than " + std::to_string(kMostInterims) + " interim answers";
    }
    return std::nullopt;
  }
  if (auto wrong = read_framing()) return wrong;
  head_.content_encoding = lower(field("content-encoding"));
  head_.etag = etag(field("etag"));
  head_.last_modified = field("last-modified");
  head_.media_type = field("content-type");
  head_.location = field("location");
  head_.retry_after = field("retry-after");
  complete_ = true;
  return std::nullopt;
}

Wrong HeadReader::read_framing() {
  const bool has_length = fields_.contains("content-length");
  const bool has_coding = fields_.contains("transfer-encoding");
  if (has_length && has_coding) return "sends both Content-Length and Transfer-Encoding";
  if (has_length) {
    head_.length = whole_number(field("content-length"));
    if (!head_.length) return "sends a Content-Length that is not a whole number";
  }
  if (has_coding) {
    head_.chunked = lower(field("transfer-encoding")) == "chunked";
    if (!head_.chunked) return "sends a Transfer-Encoding other than chunked";
  }
  if (fields_.contains("content-range") && head_.status == 206) {
    head_.content_range = content_range(field("content-range"));
    if (!head_.content_range) return "sends a malformed Content-Range";
  }
  return std::nullopt;
}

std::string HeadReader::field(const char* name) const {
  const auto found = fields_.find(name);
  return found == fields_.end() ? std::string{} : found->second;
}

}  // namespace relay::net
