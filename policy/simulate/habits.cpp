#include "policy/simulate/habits.h"

#include <algorithm>

namespace policy::simulate {
namespace {

constexpr Span kSevenDays{std::chrono::hours{24 * 7}};

}  // namespace

Habits::Habits(const Site& site) {
  FleetGroup sample = site.group();
  sample.devices = std::min(sample.devices, kMostSampled);
  const Timeline before{site.timeline().origin - kSevenDays};
  const auto begin = static_cast<Step>(site.start() / kStepsOfBin * kStepsOfBin);
  Site devices{sample, site.first(), before, begin};
  devices.allow(site.in_time() * kStep);
  // Bins have the numbers that they have a week later, modulo a week.
  const Step end = begin + static_cast<Step>(kSevenDays / kStep);
  const Offers nothing_new{{}};
  for (Step step = begin; step < end + site.in_time(); ++step) devices.ask(step, nothing_new, {});
  for (BinNumber bin = begin / kStepsOfBin; bin < end / kStepsOfBin; ++bin) {
    for (const Fared& fared : devices.fared()) {
      const Requests* const found = fared.requests.find(bin);
      if (found != nullptr) add(bin, {found->asked, found->asked - found->returned});
    }
  }
}

}  // namespace policy::simulate
