#include "config/scenario_time.h"

#include <string>
#include <string_view>

#include "config/values.h"

namespace config {
namespace {

using policy::Instant;
using policy::Span;

constexpr const char* kInstant = "a time in UTC such as 2024-07-19T00:00:00Z";
constexpr Span kFarthestWest = -std::chrono::hours{12};
constexpr Span kFarthestEast = std::chrono::hours{14};

/// The first second of a year.
Instant new_year(int year) {
  const std::chrono::sys_days day{std::chrono::year{year} / 1 / 1};
  return Instant{day.time_since_epoch()};
}

std::optional<unsigned> two_digits(std::string_view text) {
  unsigned number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  return number;
}

std::optional<Span> parse_offset(std::string_view text) {
  const bool shaped = text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':';
  if (!shaped) return std::nullopt;
  const auto hours = two_digits(text.substr(1, 2)), minutes = two_digits(text.substr(4, 2));
  if (!hours || !minutes || *minutes > 59) return std::nullopt;
  const Span size = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
  const Span offset = text[0] == '-' ? -size : size;
  return offset >= kFarthestWest && offset <= kFarthestEast ? std::optional{offset} : std::nullopt;
}

}  // namespace

std::optional<Instant> beginning(Problems& problems, const Node* node) {
  if (node == nullptr) return std::nullopt;
  const auto read =
      node->kind == Node::Kind::Text ? policy::parse_rfc3339(node->text) : std::nullopt;
  if (!read) {
    add_unexpected(problems, *node, kInstant);
    return std::nullopt;
  }
  if (*read < new_year(2000) || *read >= new_year(2038)) {
    add_unexpected(problems, *node, "a time in the years 2000 to 2037");
    return std::nullopt;
  }
  return read;
}

std::optional<Instant> moment(Problems& problems, const Node* node, const Lifetime& lifetime) {
  if (node == nullptr) return std::nullopt;
  const bool written = node->kind == Node::Kind::Text;
  auto at = written ? policy::parse_rfc3339(node->text) : std::nullopt;
  const auto after = written && !at ? policy::parse_span(node->text) : std::nullopt;
  if (!at && !after) {
    add_unexpected(problems, *node,
                   std::string{kInstant} + ", or a duration after the start such as 4h 9m");
    return std::nullopt;
  }
  if (!lifetime.start) return std::nullopt;
  if (after) at = *lifetime.start + *after;
  if (*at < *lifetime.start) {
    problems.add(node->at, policy::show(*at) + " is before the start of the scenario, " +
                               policy::show(*lifetime.start));
    return std::nullopt;
  }
  if (lifetime.length && *at > *lifetime.start + *lifetime.length) {
    problems.add(node->at, policy::show(*at) + " is past the end of the scenario, " +
                               policy::show(*lifetime.start + *lifetime.length));
    return std::nullopt;
  }
  return at;
}

std::optional<Span> utc_offset(Problems& problems, const Node* node) {
  if (node == nullptr) return std::nullopt;
  const auto read = node->kind == Node::Kind::Text ? parse_offset(node->text) : std::nullopt;
  if (!read) add_unexpected(problems, *node, "an offset from UTC such as +02:00 or -05:00");
  return read;
}

}  // namespace config
