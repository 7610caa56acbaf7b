#include <algorithm>
#include <bit>
#include <numbers>

#include "policy/experience.h"
#include "policy/measure.h"

namespace policy {
namespace {

constexpr double kHaltChance = 0.001;  // Of a halt without cause, in the whole bake of a release.

/// What this look may spend of that chance. Looks share most of their takes with the one before, so
/// the price is by doublings: the looks of the n-th doubling have 6/(pi n)^2 of it, which adds up
/// to all of it. A look without a further mature take only repeats the last one, so there were
/// never more looks than there are mature takes.
double chance_now(const Experience& experience) {
  const auto looks = std::min(experience.looks + 1, experience.all.mature);
  const double doubling = static_cast<double>(std::bit_width(looks)) * std::numbers::pi;
  return kHaltChance * 6 / (doubling * doubling);
}

}  // namespace

std::optional<std::string> harm(const Gate& gate, const Experience& experience, bool ephemeral) {
  if (experience.all.mature == 0) return std::nullopt;
  const auto limits = measures(gate, experience, 0, ephemeral);
  const double chance = chance_now(experience) / static_cast<double>(limits.size());
  for (const Measure& measure : limits) {
    if (measure.within() || !measure.proven(chance)) continue;
    return measure.counts() + " over the limit " + show(measure.limit) + " with 99.9% certainty";
  }
  return std::nullopt;
}

}  // namespace policy
