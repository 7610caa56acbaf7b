#pragma once

#include <cstdint>
#include <optional>

#include "policy/experience.h"

namespace tests {

/// splitmix64: the library's distributions differ between machines.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_{seed} {}
  double next();  ///< In [0, 1).
  bool hits(double share) { return next() < share; }
  unsigned of(unsigned whole, double share);  ///< How many of so many are hit.

 private:
  std::uint64_t state_;
};

constexpr double kNever = 1e9;

/// The bake of one release, device by device: polls every hour, some devices switched off in every
/// hour, some killed by the release, some not heard in an outage. The same seed tells the same
/// story on every machine. Times are minutes since the release was opened.
struct ABake {
  unsigned pilot = 200;
  unsigned others = 300;
  double killed = 0;             ///< Share of the pilot that never polls again after its take.
  double off = 0.03;             ///< Share of devices that are switched off per hour.
  double spread = 60;            ///< The polls of an hour fall by chance into so many minutes.
  double pilot_quiet = kNever;   ///< From then on nobody at the pilot's site is heard.
  double others_quiet = kNever;  ///< From then on nobody elsewhere is heard.
  std::uint64_t seed = 1;

  /// When the release was halted, looked at every five minutes for five hours.
  std::optional<int> halted(const policy::Gate& gate) const;
  policy::Experience at_end() const;  ///< What is known after those hours.
};

}  // namespace tests
