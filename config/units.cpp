#include "config/units.h"

#include <array>
#include <charconv>
#include <utility>

namespace config {
namespace {

constexpr std::array kUnits{
    std::pair{std::string_view{"B"}, 0U},    std::pair{std::string_view{"KiB"}, 10U},
    std::pair{std::string_view{"MiB"}, 20U}, std::pair{std::string_view{"GiB"}, 30U},
    std::pair{std::string_view{"TiB"}, 40U},
};
constexpr std::uint64_t kLargest = std::uint64_t{1} << 50;

}  // namespace

std::optional<std::uint64_t> parse_size(std::string_view text) {
  std::uint64_t count = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{}) return std::nullopt;
  std::string_view unit = text.substr(static_cast<std::size_t>(rest - text.data()));
  if (unit.starts_with(' ')) unit.remove_prefix(1);
  for (const auto& [name, bits] : kUnits) {
    if (unit == name && count <= kLargest >> bits) return count << bits;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> parse_rate(std::string_view text) {
  constexpr std::string_view kEach = "/s";
  if (!text.ends_with(kEach)) return std::nullopt;
  return parse_size(text.substr(0, text.size() - kEach.size()));
}

}  // namespace config
