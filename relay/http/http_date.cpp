#include "relay/http/http_date.h"

#include <algorithm>
#include <chrono>

namespace relay::http {
namespace {

using std::chrono::days;

// Every answer has a date or two, so all of this is done by hand.

constexpr std::string_view kWeekdays = "SunMonTueWedThuFriSat";
constexpr std::string_view kMonths = "JanFebMarAprMayJunJulAugSepOctNovDec";

constexpr std::string_view name_in(std::string_view names, std::size_t number) {
  return names.substr(3 * number, 3);
}

/// '0' is any digit, 'a' anything.
bool has_form(std::string_view text) {
  constexpr std::string_view kForm = "aaa, 00 aaa 0000 00:00:00 GMT";
  return std::ranges::equal(text, kForm, [](char c, char form) {
    return form == '0' ? c >= '0' && c <= '9' : form == 'a' || form == c;
  });
}

/// Of what has the form.
int number(std::string_view text, std::size_t at) {
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

/// From 1; 0: it is none.
unsigned month(std::string_view name) {
  const std::size_t at = kMonths.find(name);
  return at < kMonths.size() && at % 3 == 0 ? static_cast<unsigned>(at / 3 + 1) : 0;
}

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
  text.replace(0, 3, name_in(kWeekdays, std::chrono::weekday{midnight}.c_encoding()));
  text.replace(8, 3, name_in(kMonths, static_cast<unsigned>(date.month()) - 1));
  put(text, 5, static_cast<unsigned>(date.day()));
  put(text, 12, static_cast<unsigned>(static_cast<int>(date.year())) / 100);
  put(text, 14, static_cast<unsigned>(static_cast<int>(date.year())) % 100);
  put(text, 17, static_cast<unsigned>(time.hours().count()));
  put(text, 20, static_cast<unsigned>(time.minutes().count()));
  put(text, 23, static_cast<unsigned>(time.seconds().count()));
  return text;
}

std::optional<policy::Instant> parse_http_date(std::string_view text) {
  if (!has_form(text)) return std::nullopt;
  const int day = number(text, 5), year = number(text, 12) * 100 + number(text, 14);
  const int hour = number(text, 17), minute = number(text, 20), second = number(text, 23);
  if (year < 1970 || year > 2200 || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{month(text.substr(8, 3))},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  const std::chrono::sys_days midnight{date};
  const auto weekday = std::chrono::weekday{midnight}.c_encoding();
  if (!text.starts_with(name_in(kWeekdays, weekday))) return std::nullopt;
  return policy::Instant{midnight.time_since_epoch() + std::chrono::hours{hour} +
                         std::chrono::minutes{minute} + std::chrono::seconds{second}};
}

}  // namespace relay::http
