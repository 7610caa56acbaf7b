#include "config/dates.h"

#include <algorithm>
#include <string_view>

#include "config/values.h"

namespace config {
namespace {

constexpr int kFirstYear = 2000;
constexpr int kLastYear = 2037;

/// The number that these digits are; nothing when there is anything else.
std::optional<unsigned> digits(std::string_view text) {
  unsigned number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  return number;
}

std::optional<std::chrono::year_month_day> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2)),
             day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)},
                                         std::chrono::month{*month}, std::chrono::day{*day}};
  return date.ok() ? std::optional{date} : std::nullopt;
}

std::optional<policy::Span> parse_time(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto hour = digits(text.substr(0, 2)), minute = digits(text.substr(3, 2));
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  return std::chrono::hours{*hour} + std::chrono::minutes{*minute};
}

const Words<std::chrono::weekday>& days_of_week() {
  static const Words<std::chrono::weekday> words{
      {"mon", std::chrono::Monday},    {"tue", std::chrono::Tuesday},
      {"wed", std::chrono::Wednesday}, {"thu", std::chrono::Thursday},
      {"fri", std::chrono::Friday},    {"sat", std::chrono::Saturday},
      {"sun", std::chrono::Sunday}};
  return words;
}

}  // namespace

std::optional<std::chrono::local_days> date(Problems& problems, const Node* node) {
  if (node == nullptr) return std::nullopt;
  const auto read = node->kind == Node::Kind::Text ? parse_date(node->text) : std::nullopt;
  if (!read) {
    add_unexpected(problems, *node, "a date such as 2026-12-18");
    return std::nullopt;
  }
  if (read->year() < std::chrono::year{kFirstYear} || read->year() > std::chrono::year{kLastYear}) {
    add_unexpected(problems, *node, "a date in the years 2000 to 2037");
    return std::nullopt;
  }
  return std::chrono::local_days{*read};
}

std::optional<policy::Span> time_of_day(Problems& problems, const Node* node) {
  if (node == nullptr) return std::nullopt;
  const auto read = node->kind == Node::Kind::Text ? parse_time(node->text) : std::nullopt;
  if (!read) add_unexpected(problems, *node, "a time of day from 00:00 to 23:59");
  return read;
}

std::vector<std::chrono::weekday> weekdays(Problems& problems, const Node* node) {
  std::vector<std::chrono::weekday> days;
  for (const Node* const item : one_or_list(node)) {
    const auto day = word(problems, item, days_of_week());
    if (!day) continue;
    if (std::ranges::count(days, *day) > 0) {
      problems.add(item->at, "day '" + item->text + "' stands twice in this list");
    } else {
      days.push_back(*day);
    }
  }
  if (node != nullptr && node->kind == Node::Kind::List && node->items.empty()) {
    problems.add(node->at, "an empty list is no day; leave 'days' out for every day");
  }
  return days;
}

}  // namespace config
