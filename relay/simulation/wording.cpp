#include "relay/simulation/wording.h"

#include <cstdio>

namespace relay::simulation {
namespace {

/// Without zeros at its end.
std::string decimal(int places, double value) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f", places, value);
  std::string shown{text};
  if (places == 0) return shown;
  shown.erase(shown.find_last_not_of('0') + 1);
  if (shown.back() == '.') shown.pop_back();
  return shown;
}

}  // namespace

std::string show_count(std::uint64_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

std::string show_share(double share) {
  const double percent = share * 100;
  if (percent <= 0) return "0%";
  if (percent < 0.01) return "below 0.01%";
  if (share < 1 && percent > 99.9) return "above 99.9%";
  return decimal(percent < 1 ? 2 : 1, percent) + "%";
}

std::string show_share(std::uint64_t part, std::uint64_t whole) {
  return show_share(policy::share(part, whole));
}

std::string show_places(double value) {
  return decimal(1, value);
}

std::string show_delay(std::optional<policy::Span> delay) {
  if (!delay) return "not before the end";
  const policy::Span minutes = *delay / 60 * 60;
  return policy::show(minutes);
}

std::string median_delay(const policy::simulate::Outcome& outcome) {
  return outcome.good == 0 ? "no good release" : show_delay(outcome.delay);
}

std::string worst_delay(const policy::simulate::Outcome& outcome) {
  return outcome.good == 0 ? "no good release" : show_delay(outcome.worst_delay);
}

std::string done_by(policy::simulate::Damage damage) {
  switch (damage) {
    case policy::simulate::Damage::FallSilent:
      return "devices fall silent";
    case policy::simulate::Damage::Fail:
      return "devices fail";
    case policy::simulate::Damage::FalsePositive:
      return "a false positive";
  }
  return {};
}

}  // namespace relay::simulation
