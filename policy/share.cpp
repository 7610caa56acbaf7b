#include "policy/share.h"

namespace policy {
namespace {

constexpr std::size_t kLongestWhole = 3;   // "100"
constexpr std::size_t kLongestPlaces = 2;  // hundredths of a percent
constexpr std::uint32_t kPercent = 100;    // so many basis points

/// The digits that a text begins with, taken off it.
std::string_view take_digits(std::string_view& text) {
  const auto end = text.find_first_not_of("0123456789");
  const auto digits = text.substr(0, end);
  text.remove_prefix(digits.size());
  return digits;
}

std::uint32_t number(std::string_view digits) {
  std::uint32_t value = 0;
  for (const char digit : digits) value = value * 10 + static_cast<std::uint32_t>(digit - '0');
  return value;
}

}  // namespace

std::string show(BasisPoints points) {
  std::string text = std::to_string(points.count / kPercent);
  if (const auto places = points.count % kPercent; places != 0) {
    text += '.';
    text += static_cast<char>('0' + places / 10);
    if (places % 10 != 0) text += static_cast<char>('0' + places % 10);
  }
  return text + '%';
}

std::optional<BasisPoints> parse_percent(std::string_view text) {
  const auto whole = take_digits(text);
  if (whole.empty() || whole.size() > kLongestWhole) return std::nullopt;
  std::uint32_t count = number(whole) * kPercent;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const auto places = take_digits(text);
    if (places.empty() || places.size() > kLongestPlaces) return std::nullopt;
    count += number(places) * (places.size() == 1 ? 10 : 1);
  }
  if (text != "%" && text != " %") return std::nullopt;
  if (count > kEverybody.count) return std::nullopt;
  return BasisPoints{count};
}

std::string show(const Quota& quota) {
  return quota.devices ? std::to_string(*quota.devices) : show(quota.share);
}

}  // namespace policy
