#include "relay/ledger/rhythm.h"

#include <algorithm>
#include <charconv>
#include <chrono>

namespace relay::ledger {

void Rhythm::add(policy::Span gap) {
  const auto bounded = std::clamp(gap, kShortest, kLongest);
  std::shift_right(minutes_.begin(), minutes_.end(), 1);
  minutes_.front() =
      static_cast<std::uint16_t>(std::chrono::round<std::chrono::minutes>(bounded).count());
}

std::optional<policy::Span> Rhythm::interval() const {
  auto sorted = minutes_;
  const auto end = std::ranges::find(sorted, 0);
  const auto known = end - sorted.begin();
  if (known < 2) return std::nullopt;
  std::sort(sorted.begin(), end);
  return std::chrono::minutes{sorted[static_cast<std::size_t>(known / 2)]};
}

std::string Rhythm::text() const {
  std::string text;
  for (const std::uint16_t minutes : minutes_) {
    if (minutes != 0) text += (text.empty() ? "" : " ") + std::to_string(minutes);
  }
  return text;
}

std::optional<Rhythm> Rhythm::parse(std::string_view text) {
  Rhythm rhythm;
  const char* cursor = text.data();
  const char* const end = cursor + text.size();
  for (std::uint16_t& minutes : rhythm.minutes_) {
    if (cursor == end) return rhythm;
    const auto [rest, error] = std::from_chars(cursor, end, minutes);
    const std::chrono::minutes gap{minutes};
    if (error != std::errc{} || gap < kShortest || gap > kLongest) return std::nullopt;
    cursor = rest;
    if (cursor != end && *cursor++ != ' ') return std::nullopt;
  }
  return cursor == end ? std::optional{rhythm} : std::nullopt;
}

void Rhythms::move(std::optional<policy::Span> from, std::optional<policy::Span> to) {
  if (from == to) return;
  if (from) {
    const auto found = devices_.find(*from);
    if (found != devices_.end() && --found->second == 0) devices_.erase(found);
    --all_;
  }
  if (to) {
    ++devices_[*to];
    ++all_;
  }
}

std::optional<policy::Span> Rhythms::usual() const {
  if (all_ < kEnough) return std::nullopt;
  std::uint64_t below = 0;
  for (const auto& [interval, devices] : devices_) {
    below += devices;
    if (10 * below >= 9 * all_) return interval;
  }
  return std::nullopt;
}

}  // namespace relay::ledger
