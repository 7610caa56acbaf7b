#include "relay/http/http_date.h"

#include <array>
#include <chrono>

namespace relay::http {
namespace {

using std::chrono::days;

constexpr std::array kWeekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::optional<int> number(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<unsigned> month(std::string_view name) {
  for (unsigned i = 0; i < kMonths.size(); ++i) {
    if (name == kMonths[i]) return i + 1;
  }
  return std::nullopt;
}

/// Every answer has a date or two, so this is done by hand.
void put(std::string& text, std::size_t at, unsigned number) {
  text[at] = static_cast<char>('0' + number / 10 % 10);
  text[at + 1] = static_cast<char>('0' + number % 10);
}

}  // namespace

std::string http_date(policy::Instant at) {
  const std::chrono::sys_seconds seconds{std::chrono::seconds{policy::unix_seconds(at)}};
  const auto midnight = std::chrono::floor<days>(seconds);
  const std::chrono::year_month_day date{midnight};
  const std::chrono::hh_mm_ss time{seconds - midnight};
  std::string text = "Thu, 01 Jan 1970 00:00:00 GMT";
  text.replace(0, 3, kWeekdays[std::chrono::weekday{midnight}.c_encoding()]);
  text.replace(8, 3, kMonths[static_cast<unsigned>(date.month()) - 1]);
  put(text, 5, static_cast<unsigned>(date.day()));
  put(text, 12, static_cast<unsigned>(static_cast<int>(date.year())) / 100);
  put(text, 14, static_cast<unsigned>(static_cast<int>(date.year())) % 100);
  put(text, 17, static_cast<unsigned>(time.hours().count()));
  put(text, 20, static_cast<unsigned>(time.minutes().count()));
  put(text, 23, static_cast<unsigned>(time.seconds().count()));
  return text;
}

std::optional<policy::Instant> parse_http_date(std::string_view text) {
  constexpr std::size_t kLength = 29;
  if (text.size() != kLength) return std::nullopt;
  const auto day = number(text.substr(5, 2)), year = number(text.substr(12, 4));
  const auto hour = number(text.substr(17, 2)), minute = number(text.substr(20, 2));
  const auto second = number(text.substr(23, 2));
  const auto in_year = month(text.substr(8, 3));
  if (!day || !year || !hour || !minute || !second || !in_year) return std::nullopt;

  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{*in_year},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok() || *year < 1970 || *year > 2200) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  const policy::Instant at{std::chrono::sys_days{date}.time_since_epoch() +
                           std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
                           std::chrono::seconds{*second}};
  // Written again, it must be the same: that judges the punctuation and the day of the week.
  if (http_date(at) != text) return std::nullopt;
  return at;
}

}  // namespace relay::http
