#include "relay/net/retry_after.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "relay/net/http_date.h"

namespace relay::net {

using std::chrono::seconds;

std::optional<seconds> retry_after(const std::string& field, policy::Instant now) {
  if (field.empty()) return std::nullopt;
  if (std::ranges::all_of(field, [](char c) { return c >= '0' && c <= '9'; })) {
    std::int64_t count = 0;
    const auto read = std::from_chars(field.data(), field.data() + field.size(), count);
    if (read.ec == std::errc::result_out_of_range) return kLongestRetryAfter;
    return seconds{std::min<std::int64_t>(count, kLongestRetryAfter.count())};
  }
  // A date has a comma or a clock in it; curl's reader would take bare numbers for dates as well.
  if (field.find(':') == std::string::npos) return std::nullopt;
  const auto at = parse_http_date(field);
  if (!at) return std::nullopt;
  return std::clamp(seconds{*at - now}, seconds{0}, kLongestRetryAfter);
}

}  // namespace relay::net
