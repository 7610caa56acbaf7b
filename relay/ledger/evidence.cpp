#include "relay/ledger/evidence.h"

#include "policy/control.h"

namespace relay::ledger {
namespace {

constexpr Slot kWeek = 24 * 7 * kHour;
constexpr Slot kWeeksOfHistory = 4;

/// Slots in which visits are compared with each other.
struct Stretch {
  Slot from = 0;
  Slot length = 1;
};

template <class Add>
void each_cell(const Account& account, Stretch in, Add add) {
  const auto& slots = account.slots.all();
  const auto end = slots.lower_bound({in.from + in.length, {}});
  for (auto cell = slots.lower_bound({in.from, {}}); cell != end; ++cell) {
    add(cell->first.second, cell->second);
  }
}

/// Visits then with which devices had, or were to have, something older.
void add_below(policy::SameHour& sum, const Account& account, Stretch in,
               policy::Sequence release) {
  each_cell(account, in, [&](policy::Sequence with, const Counted& cell) {
    if (with >= release) return;
    sum.mature += cell.mature;
    sum.silent += cell.silent;
  });
}

/// Such an hour in the weeks before, while nothing was taken.
void add_usual(policy::SameHour& sum, const Account& account, Slot at) {
  for (Slot week = 1; week <= kWeeksOfHistory; ++week) {
    const Stretch then{at - at % kHour - week * kWeek, kHour};
    each_cell(account, then, [&](policy::Sequence, const Counted& cell) {
      sum.mature += cell.mature - cell.takes;
      sum.silent += cell.silent - cell.takes_silent;
    });
  }
}

/// When each release was taken, and how often.
using Takes = std::map<policy::Sequence, std::map<Slot, std::uint64_t>>;

Takes takes_in(const Account& account) {
  Takes takes;
  for (const auto& [key, cell] : account.slots.all()) {
    if (cell.takes > 0) takes[key.second][key.first] += cell.takes;
  }
  return takes;
}

Takes::mapped_type by_hours(const Takes::mapped_type& takes) {
  Takes::mapped_type hours;
  for (const auto& [slot, count] : takes) hours[slot - slot % kHour] += count;
  return hours;
}

/// The groups of a feed, and the one whose takes of a release are compared.
struct Comparing {
  const std::vector<Account>& accounts;
  std::size_t own = 0;
  policy::Sequence release;
};

policy::Control usual(const Comparing& what, const Takes::mapped_type& takes, Slot length) {
  policy::Compared all;
  for (const auto& [from, count] : takes) {
    policy::SameHour same{.takes = count}, others = same, history = same;
    for (std::size_t i = 0; i < what.accounts.size(); ++i) {
      if (i != what.own && what.accounts[i].ephemeral) continue;  // Its silence means nothing.
      add_below(i == what.own ? same : others, what.accounts[i], {from, length}, what.release);
    }
    add_usual(history, what.accounts[what.own], from);
    all.same.push_back(same);
    all.others.push_back(others);
    all.history.push_back(history);
  }
  return policy::nearest(all);
}

/// An hour at whose end everything goes quiet would hide the outage from takes of its last minutes,
/// so they are compared slot by slot; by hours where so few ask that slots stay empty.
policy::Control usual(const Comparing& what, const Takes::mapped_type& takes) {
  const policy::Control fine = usual(what, takes, 1);
  const bool compared =
      fine.of == policy::Control::Of::SameGroup || fine.of == policy::Control::Of::OtherGroups;
  return compared ? fine : usual(what, by_hours(takes), kHour);
}

/// When time alone makes the next take of each release mature. Whether it returned is no matter.
std::map<policy::Sequence, policy::Instant> next_mature(const Account& account, policy::Span deaf) {
  std::map<policy::Sequence, policy::Instant> next;
  for (const auto& [visit, cell] : account.waiting.all()) {  // By when they are due.
    if (cell.taken > 0) next.try_emplace(visit.release, visit.due * kBin + deaf);
  }
  return next;
}

/// A look at what is new of it.
void look(Account& account, policy::Sequence release, const Fared& fate) {
  if (fate.told == fate.tally.mature) return;
  Fared& seen = account.fared.touch(release);
  if (seen.told) ++seen.looks;
  seen.told = seen.tally.mature;
}

}  // namespace

Heard heard(std::vector<Account>& accounts, std::size_t own, const Reading& at) {
  Account& account = accounts[own];
  Heard known{.seen = account.seen(at.now)};
  const std::size_t all = account.fared.all().size();
  std::size_t older = all > kMostCompared ? all - kMostCompared : 0;
  const Takes takes = takes_in(account);
  const auto next = next_mature(account, at.deaf);
  double dead = 0;
  for (const auto& [release, fate] : account.fared.all()) {
    const auto taken = takes.find(release);
    const bool compares = taken != takes.end() && (older == 0 || fate.tally.silent > 0);
    const auto control =
        compares ? usual({accounts, own, release}, taken->second) : policy::Control{};
    if (older > 0) --older;
    look(account, release, fate);
    const auto waits = next.find(release);
    const auto until = waits == next.end() ? std::nullopt : std::optional{waits->second};
    known.experience.emplace(release, policy::Experience{.all = fate.tally,
                                                         .control = control,
                                                         .dead = static_cast<std::uint64_t>(dead),
                                                         .looks = fate.looks,
                                                         .next_mature = until});
    dead += policy::gone(fate.tally, fate.back, control);
  }
  return known;
}

}  // namespace relay::ledger
