#include "relay/http/range.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "relay/http/message.h"

namespace relay::http {
namespace {

/// A number that does not fit is the largest that does: no body is that long.
std::optional<std::uint64_t> saturating(std::string_view digits) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  if (digits.empty()) return std::nullopt;
  std::uint64_t number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    number = number > (kMost - digit) / 10 ? kMost : number * 10 + digit;
  }
  return number;
}

/// "-500": the last 500 bytes.
Part suffix(std::string_view digits, std::uint64_t size) {
  const auto asked = saturating(digits);
  if (!asked) return WholeBody{};
  if (*asked == 0) return BeyondEnd{};
  if (*asked >= size) return WholeBody{};
  return Slice{size - *asked, *asked};
}

}  // namespace

Part read_range(std::string_view field, std::uint64_t size) {
  const std::size_t equals = field.find('=');
  if (equals == std::string_view::npos || !same_name(field.substr(0, equals), "bytes")) {
    return WholeBody{};
  }
  const std::string_view range = field.substr(equals + 1);
  const std::size_t dash = range.find('-');
  if (dash == std::string_view::npos) return WholeBody{};
  if (dash == 0) return suffix(range.substr(1), size);

  const auto first = saturating(range.substr(0, dash));
  const std::string_view last_digits = range.substr(dash + 1);
  const auto last =
      last_digits.empty() ? std::numeric_limits<std::uint64_t>::max() : saturating(last_digits);
  if (!first || !last || *last < *first) return WholeBody{};
  if (*first >= size) return BeyondEnd{};
  return Slice{*first, std::min(*last, size - 1) - *first + 1};
}

}  // namespace relay::http
