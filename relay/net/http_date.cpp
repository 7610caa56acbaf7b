#include "relay/net/http_date.h"

#include <array>
#include <cstdio>

#include <curl/curl.h>

namespace relay::net {
namespace {

constexpr std::array kDays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

}  // namespace

std::string http_date(policy::Instant at) {
  const std::chrono::sys_seconds moment{std::chrono::seconds{policy::unix_seconds(at)}};
  const auto midnight = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day date{midnight};
  const std::chrono::hh_mm_ss<std::chrono::seconds> time{moment - midnight};
  std::array<char, 40> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
      kDays[std::chrono::weekday{midnight}.c_encoding()], unsigned{date.day()},
      kMonths[unsigned{date.month()} - 1], int{date.year()}, static_cast<int>(time.hours().count()),
      static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()));
  return std::string(text.data(), static_cast<std::size_t>(length));
}

std::optional<policy::Instant> parse_http_date(const std::string& text) {
  const auto seconds = curl_getdate(text.c_str(), nullptr);
  if (seconds < 0) return std::nullopt;
  return policy::from_unix_seconds(seconds);
}

}  // namespace relay::net
