#pragma once

#include <cstdint>

#include "policy/share.h"

/// What counts prove about the shares behind them. Plain arithmetic, the same on every machine but
/// for the last digits of exp and log.
namespace policy {

/// So many of so many.
struct Portion {
  std::uint64_t part = 0;
  std::uint64_t whole = 0;
  friend bool operator==(const Portion&, const Portion&) = default;
};
constexpr double share(const Portion& portion) {
  return share(portion.part, portion.whole);
}

struct Interval {
  double low = 0;
  double high = 1;
};
/// Wilson's interval for a share, at z standard deviations; all of [0, 1] without data.
Interval wilson(std::uint64_t part, std::uint64_t whole, double z);
/// Newcombe's hybrid-score interval for the difference of two shares, a/n - b/m; the whole of
/// [-1, 1] where either has no data.
Interval newcombe(std::uint64_t a, std::uint64_t n, std::uint64_t b, std::uint64_t m, double z);
/// How many standard deviations a normal value exceeds with this chance, above 0 and at most 1/2.
double deviations(double chance);

/// The exact chance that at least, or at most, so many of the whole are hit when each is hit by
/// itself with this share.
double at_least(const Portion& hit, double share);
double at_most(const Portion& hit, double share);

/// Whether the counts prove a share over the limit: were it at the limit, so many would have come
/// with less than this chance. Exact: Wilson's bound would call one failure of one take a proof.
bool proven_over(BasisPoints limit, const Portion& takes, double chance);
/// The same of a difference to a control. Newcombe's bound must be over the limit, and each side by
/// itself must be too unlikely given the other: his interval is too bold with a handful of either.
bool proven_over(BasisPoints limit, const Portion& takes, const Portion& control, double chance);

}  // namespace policy
