#include "policy/skips.h"

#include <array>
#include <utility>

#include "policy/require.h"

namespace policy {
namespace {

constexpr std::array kSkippables{
    std::pair{Skippable::Soak, "soak"},         std::pair{Skippable::Gate, "gate"},
    std::pair{Skippable::Train, "train"},       std::pair{Skippable::Checks, "checks"},
    std::pair{Skippable::Approval, "approval"}, std::pair{Skippable::Window, "window"},
    std::pair{Skippable::Ramp, "ramp"}};

}  // namespace

const char* word(Skippable rule) {
  for (const auto& [value, name] : kSkippables) {
    if (value == rule) return name;
  }
  require(false, "every enumerator has its word");
  return "";
}

std::optional<Skippable> parse_skippable(std::string_view word) {
  for (const auto& [value, name] : kSkippables) {
    if (word == name) return value;
  }
  return std::nullopt;
}

std::string show(Skips skips) {
  std::string text;
  for (const auto& [value, name] : kSkippables) {
    if (skips.has(value)) text += (text.empty() ? "" : ",") + std::string{name};
  }
  return text;
}

std::optional<Skips> parse_skips(std::string_view text) {
  Skips skips;
  for (;;) {
    const std::size_t comma = text.find(',');
    const auto rule = parse_skippable(text.substr(0, comma));
    if (!rule) return std::nullopt;
    skips = skips.with(*rule);
    if (comma == std::string_view::npos) return skips;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace policy
