#include "relay/app/taken_when.h"

namespace relay::app {

std::vector<admin::GroupTakes> taken_when(ledger::Ledger& ledger, const policy::FeedId& feed,
                                          policy::Sequence release) {
  std::vector<admin::GroupTakes> all;
  for (const ledger::Adoption& adoption : ledger.adoption(feed, release)) {
    admin::GroupTakes group{.group = adoption.group, .tally = adoption.tally};
    for (const auto& [slot, takes] : adoption.takes) {
      group.takes.push_back({.at = policy::Instant{slot * ledger::kSlot},
                             .taken = takes.taken,
                             .survived = takes.survived,
                             .silent = takes.silent});
    }
    all.push_back(std::move(group));
  }
  return all;
}

}  // namespace relay::app
