#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "relay/ledger/account.h"

/// When a release was taken, as far as the counts of a group remember it: for people.
namespace relay::ledger {

/// TakesThen of the same five minutes; of the same hour where that is two days ago.
struct TakesThen {
  std::uint64_t taken = 0;
  std::uint64_t survived = 0;  ///< Of these: their devices came again in time.
  std::uint64_t silent = 0;    ///< Of these: their time to return is over.
  friend bool operator==(const TakesThen&, const TakesThen&) = default;
};

struct Adoption {
  policy::GroupId group;
  policy::Tally tally{};              ///< All of it.
  std::map<Slot, TakesThen> takes{};  ///< By when they were made; those that can be judged.
};
/// Nothing: no device of the group took it.
std::optional<Adoption> adoption(const Account& account, policy::Sequence release);

}  // namespace relay::ledger
