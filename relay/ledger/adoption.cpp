#include "relay/ledger/adoption.h"

namespace relay::ledger {

std::optional<Adoption> adoption(const Account& account, policy::Sequence release) {
  const Fared* const fared = account.fared.find(release);
  if (fared == nullptr || fared->tally.taken == 0) return std::nullopt;
  Adoption found{.group = account.group, .tally = fared->tally};
  for (const auto& [key, cell] : account.slots.all()) {
    if (key.second != release || cell.takes == 0) continue;
    TakesThen& takes = found.takes[key.first];
    takes.taken += cell.takes;
    takes.survived += cell.takes - cell.takes_silent;
    takes.silent += cell.takes_silent;
  }
  for (const auto& [visit, cell] : account.waiting.all()) {
    if (visit.release != release || cell.taken == 0) continue;
    TakesThen& takes = found.takes[visit.slot];
    takes.taken += cell.taken;
    takes.survived += cell.taken_returned;
  }
  return found;
}

}  // namespace relay::ledger
