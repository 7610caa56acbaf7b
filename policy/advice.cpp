#include "policy/advice.h"

#include <cmath>

#include "policy/experience.h"
#include "policy/interval.h"

namespace policy {
namespace {

bool passes(const Gate& gate, const Tally& all, std::uint64_t devices) {
  return judge(gate, {.all = all}, devices, false).verdict == Finding::Verdict::Pass;
}

/// Whether the gate lets through what hits so many, as failures and as silence.
bool passes(const Gate& gate, const Portion& hit) {
  const auto well = hit.whole - hit.part;
  const Tally fails{hit.whole, hit.whole, well, well, hit.part, 0};
  const Tally falls_silent{hit.whole, hit.whole, well, well, 0, hit.part};
  return passes(gate, fails, hit.whole) && passes(gate, falls_silent, hit.whole);
}

/// The fewest hits that the gate does not let through; one more than there are devices when it lets
/// all through. More hits never help to pass, so halving finds it.
std::uint64_t fewest_stopped(const Gate& gate, std::uint64_t devices) {
  std::uint64_t low = 0, high = devices + 1;
  while (low < high) {
    const auto middle = low + (high - low) / 2;
    if (passes(gate, {middle, devices})) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

}  // namespace

double sees(std::uint64_t devices, double share) {
  if (share <= 0 || devices == 0) return 0;
  return share >= 1 ? 1 : -std::expm1(static_cast<double>(devices) * std::log1p(-share));
}

std::optional<std::uint64_t> devices_for(double share, double chance) {
  if (!(chance > 0)) return 0;
  if (share >= 1 && chance <= 1) return 1;
  if (!(share > 0) || !(chance < 1)) return std::nullopt;
  const double wanted = std::ceil(std::log1p(-chance) / std::log1p(-share));
  constexpr double kMost = 1e15;  // Beyond, neighbouring numbers are one double.
  if (!(wanted < kMost)) return std::nullopt;
  auto devices = static_cast<std::uint64_t>(wanted);
  while (devices > 1 && sees(devices - 1, share) >= chance) --devices;
  while (sees(devices, share) < chance) ++devices;
  return devices;
}

double stopped(const Gate& gate, std::uint64_t devices, double share) {
  Gate overall = gate;
  overall.by.clear();
  return at_least({fewest_stopped(overall, devices), devices}, share);
}

}  // namespace policy
