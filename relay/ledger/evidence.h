#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "policy/facts.h"
#include "relay/ledger/account.h"

namespace relay::ledger {

/// What is known of the devices of one group and feed.
struct Heard {
  std::map<policy::Sequence, policy::Experience> experience{};
  std::uint64_t seen = 0;  ///< Devices, in seven days.
  friend bool operator==(const Heard&, const Heard&) = default;
};
/// Of all, at one moment.
using Evidence = std::map<std::pair<policy::FeedId, policy::GroupId>, Heard>;
using EvidencePtr = std::shared_ptr<const Evidence>;

/// Of the newest releases the control is worked out always, of others where somebody was silent:
/// without it silence is held against 0, and theirs is none.
constexpr std::size_t kMostCompared = 20;

/// What the account of one group of a feed proves, with the others' as its control. `now` and
/// `deaf`: listening time, and what the wall is ahead of it.
struct Reading {
  Bin now = 0;
  policy::Span deaf{0};
};
Heard heard(std::vector<Account>& accounts, std::size_t own, const Reading& at);

}  // namespace relay::ledger
