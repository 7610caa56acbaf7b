#include "policy/interval.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace policy {
namespace {

/// ln n!, exact to 13 digits: the product while it is exact, then Stirling's series. Not lgamma,
/// which writes a global in some C libraries.
double log_factorial(std::uint64_t n) {
  constexpr std::uint64_t kExact = 20;
  if (n <= kExact) {
    double product = 1;
    for (std::uint64_t i = 2; i <= n; ++i) product *= static_cast<double>(i);
    return std::log(product);
  }
  const auto x = static_cast<double>(n);
  const double series = (1.0 / 12 - (1.0 / 360 - 1.0 / (1260 * x * x)) / (x * x)) / x;
  return x * std::log(x) - x + 0.5 * std::log(2 * std::numbers::pi * x) + series;
}

/// The chance of exactly so many.
double exactly(const Portion& hit, double share) {
  const std::uint64_t spared = hit.whole - hit.part;
  return std::exp(log_factorial(hit.whole) - log_factorial(hit.part) - log_factorial(spared) +
                  static_cast<double>(hit.part) * std::log(share) +
                  static_cast<double>(spared) * std::log1p(-share));
}

/// The sum of the terms from `hit` upwards, which must lie above the mean: there they fall.
double upper_terms(const Portion& hit, double share) {
  constexpr double kTooSmall = 1e-17;
  const double odds = share / (1 - share);
  double term = exactly(hit, share);
  double sum = 0;
  for (auto k = hit.part; k <= hit.whole && term > sum * kTooSmall; ++k) {
    sum += term;
    term *= odds * static_cast<double>(hit.whole - k) / static_cast<double>(k + 1);
  }
  return std::min(sum, 1.0);
}

}  // namespace

Interval wilson(std::uint64_t part, std::uint64_t whole, double z) {
  if (whole == 0) return {};
  const auto n = static_cast<double>(whole);
  const double p = std::min(share(part, whole), 1.0);
  const double middle = p + z * z / (2 * n);
  const double reach = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  const double scale = 1 + z * z / n;
  return {.low = part == 0 ? 0.0 : std::max((middle - reach) / scale, 0.0),
          .high = part >= whole ? 1.0 : std::min((middle + reach) / scale, 1.0)};
}

Interval newcombe(std::uint64_t a, std::uint64_t n, std::uint64_t b, std::uint64_t m, double z) {
  if (n == 0 || m == 0) return {.low = -1, .high = 1};
  const double p = std::min(share(a, n), 1.0), q = std::min(share(b, m), 1.0);
  const Interval of_p = wilson(a, n, z), of_q = wilson(b, m, z);
  return {.low = p - q - std::hypot(p - of_p.low, of_q.high - q),
          .high = p - q + std::hypot(of_p.high - p, q - of_q.low)};
}

double deviations(double chance) {
  double low = 0, high = 40;  // erfc is 0 in doubles long before.
  for (int halving = 0; halving < 60; ++halving) {
    const double middle = (low + high) / 2;
    const bool beyond = std::erfc(middle / std::numbers::sqrt2) / 2 < chance;
    (beyond ? high : low) = middle;
  }
  return low;
}

double at_least(const Portion& hit, double share) {
  if (hit.part == 0) return 1;
  if (hit.part > hit.whole || share <= 0) return 0;
  if (share >= 1) return 1;
  if (static_cast<double>(hit.part) > static_cast<double>(hit.whole) * share) {
    return upper_terms(hit, share);
  }
  return 1 - upper_terms({hit.whole - hit.part + 1, hit.whole}, 1 - share);
}

double at_most(const Portion& hit, double share) {
  if (hit.part >= hit.whole) return 1;
  return at_least({hit.whole - hit.part, hit.whole}, 1 - share);
}

bool proven_over(BasisPoints limit, const Portion& takes, double chance) {
  return at_least(takes, share(limit)) < chance;
}

bool proven_over(BasisPoints limit, const Portion& takes, const Portion& control, double chance) {
  if (takes.whole == 0 || control.whole == 0) return false;
  const double above = share(limit);
  const auto difference =
      newcombe(takes.part, takes.whole, control.part, control.whole, deviations(chance));
  return difference.low > above && at_least(takes, share(control) + above) < chance &&
         at_most(control, share(takes) - above) < chance;
}

}  // namespace policy
