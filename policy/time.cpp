#include "policy/time.h"

#include <array>
#include <charconv>
#include <cstdio>

namespace policy {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Span kLongestSpan = days{3660};

struct CivilTime {
  std::chrono::year_month_day date;
  std::chrono::hh_mm_ss<seconds> time;
};

CivilTime civil(Instant at) {
  const std::chrono::sys_seconds moment{seconds{unix_seconds(at)}};
  const auto midnight = std::chrono::floor<days>(moment);
  return {std::chrono::year_month_day{midnight}, std::chrono::hh_mm_ss<seconds>{moment - midnight}};
}

std::string print(const char* format, const CivilTime& at) {
  std::array<char, 40> text{};
  const int length = std::snprintf(
      text.data(), text.size(), format, int{at.date.year()}, unsigned{at.date.month()},
      unsigned{at.date.day()}, static_cast<int>(at.time.hours().count()),
      static_cast<int>(at.time.minutes().count()), static_cast<int>(at.time.seconds().count()));
  return std::string(text.data(), static_cast<std::size_t>(length));
}

std::optional<int> digits(std::string_view text, std::size_t from, std::size_t count) {
  int number = 0;
  for (const char c : text.substr(from, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::optional<Span> unit(char letter) {
  switch (letter) {
    case 's':
      return seconds{1};
    case 'm':
      return minutes{1};
    case 'h':
      return hours{1};
    case 'd':
      return days{1};
    case 'w':
      return days{7};
    default:
      return std::nullopt;
  }
}

}  // namespace

std::string rfc3339(Instant at) {
  return print("%04d-%02u-%02uT%02d:%02d:%02dZ", civil(at));
}

std::string show(Instant at) {
  const bool whole_minute = unix_seconds(at) % 60 == 0;
  // The seconds' argument is passed in both cases; the short format does not use it.
  return print(whole_minute ? "%04d-%02u-%02u %02d:%02d UTC" : "%04d-%02u-%02u %02d:%02d:%02d UTC",
               civil(at));
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:ddZ";
  if (text.size() != kShape.size()) return std::nullopt;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    if (kShape[i] != 'd' && text[i] != kShape[i]) return std::nullopt;
  }
  const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
  const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok() || *year < 1970 || *year > 2200) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  const auto midnight = std::chrono::sys_days{date}.time_since_epoch();
  return Instant{midnight + hours{*hour} + minutes{*minute} + seconds{*second}};
}

std::string show(Span span) {
  if (span < Span::zero()) return "-" + show(-span);
  struct Unit {
    std::int64_t length;
    char letter;
  };
  constexpr std::array kUnits{Unit{86'400, 'd'}, Unit{3'600, 'h'}, Unit{60, 'm'}, Unit{1, 's'}};
  std::string text;
  std::int64_t left = span.count();
  for (const auto& [length, letter] : kUnits) {
    if (left < length) continue;
    if (!text.empty()) text += ' ';
    text += std::to_string(left / length) + letter;
    left %= length;
  }
  return text.empty() ? "0s" : text;
}

std::optional<Span> parse_span(std::string_view text) {
  if (text.empty()) return std::nullopt;
  Span sum{0};
  const char* cursor = text.data();
  const char* const end = text.data() + text.size();
  for (;;) {
    std::int64_t count = 0;
    const auto [rest, error] = std::from_chars(cursor, end, count);
    if (error != std::errc{} || rest == end || count < 0 || *cursor == '-') return std::nullopt;
    const auto one = unit(*rest);
    if (!one || count > kLongestSpan / *one) return std::nullopt;
    sum += *one * count;
    if (sum > kLongestSpan) return std::nullopt;
    cursor = rest + 1;
    if (cursor == end) return sum;
    if (*cursor != ' ') return std::nullopt;
    ++cursor;
  }
}

}  // namespace policy
