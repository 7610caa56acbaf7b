#include "policy/pilot.h"

#include <algorithm>
#include <cmath>

#include "policy/advice.h"

namespace policy {
namespace {

std::string devices_see(std::uint64_t devices, BasisPoints fault, double chance) {
  return "a " + std::to_string(devices) + "-device pilot sees a " + show(fault) + " fault " +
         (chance < kWantedChance ? "only " : "") + show_chance(chance) + " of the time";
}

}  // namespace

bool Pilot::is_small() const {
  return !can_pass || sees < kWantedChance;
}

Pilot pilot(const Gate& gate, const Watched& watched, std::uint64_t devices, BasisPoints fault) {
  Gate asked = gate;
  if (watched.ephemeral) asked.silent.reset();  // There silence means nothing.
  return {.group = watched.group,
          .devices = devices,
          .fault = fault,
          .sees = sees(devices, share(fault)),
          .stops = stopped(asked, devices, share(fault)),
          .can_pass = stopped(asked, devices, 0) < 1,
          .wanted = devices_for(share(fault), kWantedChance)};
}

std::string sentence(const Pilot& pilot) {
  const std::string of = "'" + pilot.group.text() + "': ";
  std::string text = of + devices_see(pilot.devices, pilot.fault, pilot.sees);
  if (pilot.wanted && pilot.sees < kWantedChance) {
    text += "; " + std::to_string(*pilot.wanted) +
            (*pilot.wanted == 1 ? " device sees it " : " devices see it ") +
            show_chance(kWantedChance) + " of the time";
  }
  if (!pilot.can_pass) text += "; with so few this gate can never pass";
  return text;
}

std::string show_chance(double chance) {
  // In tenths of a percent. What is not certain must not be rounded to it.
  constexpr std::int64_t kCertain = 1'000;
  auto tenths = static_cast<std::int64_t>(std::llround(chance * kCertain));
  if (chance < 1) tenths = std::min(tenths, kCertain - 1);
  if (chance > 0) tenths = std::max<std::int64_t>(tenths, 1);
  std::string text = std::to_string(tenths / 10);
  if (tenths % 10 != 0) text += "." + std::to_string(tenths % 10);
  return text + "%";
}

}  // namespace policy
