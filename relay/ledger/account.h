#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "policy/experience.h"
#include "policy/id.h"
#include "policy/release.h"
#include "policy/time.h"
#include "relay/ledger/rhythm.h"
#include "relay/ledger/tracked.h"

/// What the visits of one group's devices to one feed add up to.
namespace relay::ledger {

/// Five minutes of listening time, numbered since 1970: a deadline is the end of one.
using Bin = std::uint32_t;
constexpr policy::Span kBin{std::chrono::minutes{5}};
constexpr Bin bin(policy::Instant at) {
  return static_cast<Bin>(at.time_since_epoch() / kBin);
}
/// Five minutes on the wall, numbered since 1970.
using Slot = std::uint32_t;
constexpr policy::Span kSlot{std::chrono::minutes{5}};
constexpr Slot slot(policy::Instant at) {
  return static_cast<Slot>(at.time_since_epoch() / kSlot);
}
constexpr Slot kHour = std::chrono::hours{1} / kSlot;

/// A visit as it is counted: who made it does not matter any more. By its deadline first.
struct Visit {
  Bin due = 0;  ///< When its device should have come again.
  Slot slot = 0;
  policy::Sequence release{};  ///< What the device had, or was to have, with it.
  friend auto operator<=>(const Visit&, const Visit&) = default;
};
enum class Purpose { Asked, Taken };

/// Visits whose time to return is not over.
struct Waiting {
  std::uint32_t asked = 0;
  std::uint32_t returned = 0;  ///< Of these: another visit came in time.
  std::uint32_t taken = 0;     ///< Of those that asked.
  std::uint32_t taken_returned = 0;
};

/// Visits whose time to return is over.
struct Counted {
  std::uint32_t mature = 0;
  std::uint32_t silent = 0;        ///< Of these: without another in time.
  std::uint32_t takes = 0;         ///< Of the mature ones.
  std::uint32_t takes_silent = 0;  ///< Of the takes.
};

/// How one release fared. Of the tally, who survived is counted at once; mature and silent are of
/// takes whose time to return is over, whether their devices returned or not: counted at once,
/// those who return would outvote the silent until these are counted as well.
struct Fared {
  policy::Tally tally{};
  std::uint64_t back = 0;   ///< Of the silent ones: asked again all the same.
  std::uint64_t looks = 0;  ///< How often what is new of it was looked at.
  policy::Instant last_take{};
  std::optional<std::uint64_t> told{};  ///< Mature takes at the last look.
};

struct Account {
  explicit Account(policy::GroupId of) : group{std::move(of)} {}

  policy::GroupId group;
  policy::Span reboot_allowance{0};  ///< See policy::Group.
  bool ephemeral = false;            ///< The same.
  Tracked<std::map<Visit, Waiting>> waiting{};
  /// By when they were made; after two days by the hour, as its first slot.
  Tracked<std::map<std::pair<Slot, policy::Sequence>, Counted>> slots{};
  Tracked<std::map<policy::Sequence, Fared>> fared{};
  Rhythms rhythms{};
  std::map<Bin, std::uint32_t> heard{};  ///< Devices by their last visit.
  Bin newcomers_since = 0;               ///< The hour that is being counted.
  std::uint64_t newcomers = 0;           ///< Devices that were never heard before.
  std::uint64_t most_newcomers = 0;      ///< That may be counted.

  void count(const Visit& visit, Purpose purpose);
  /// It was another visit than it seemed. It waits still.
  void uncount(const Visit& visit, Purpose purpose);
  /// Its device came again. It waits still.
  void returned(const Visit& visit, Purpose purpose);
  bool waits(const Visit& visit) const { return waiting.find(visit) != nullptr; }
  /// Deadlines up to this one are over: silence is what was never followed by another visit.
  void ripen(Bin now);
  /// Nothing can be said of the visits that wait, because others may not have been heard.
  void leave_open();
  /// What was counted before that slot, the first of an hour, is counted by hours from now on.
  void fold(Slot before);
  /// What happened before that slot, and releases that nobody took since, are forgotten.
  void forget(Slot before, policy::Instant last_take);
  /// Devices whose last visit was in the seven days before.
  std::uint64_t seen(Bin now) const;
};

}  // namespace relay::ledger
