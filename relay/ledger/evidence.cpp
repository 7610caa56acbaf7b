#include "relay/ledger/evidence.h"

#include "policy/control.h"

namespace relay::ledger {
namespace {

constexpr Hour kWeek = 24 * 7;
constexpr Hour kWeeksOfHistory = 4;

/// Visits of that hour with which devices had, or were to have, something older.
void add_below(policy::SameHour& sum, const Account& account, Hour hour, policy::Sequence release) {
  const auto& hours = account.hours.all();
  for (auto cell = hours.lower_bound({hour, {}}); cell != hours.lower_bound({hour, release});
       ++cell) {
    sum.mature += cell->second.mature;
    sum.silent += cell->second.silent;
  }
}

/// Such an hour in the weeks before, while nothing was taken.
void add_usual(policy::SameHour& sum, const Account& account, Hour hour) {
  const auto& hours = account.hours.all();
  for (Hour week = 1; week <= kWeeksOfHistory; ++week) {
    const Hour then = hour - week * kWeek;
    for (auto cell = hours.lower_bound({then, {}});
         cell != hours.end() && cell->first.first == then; ++cell) {
      sum.mature += cell->second.mature - cell->second.takes;
      sum.silent += cell->second.silent - cell->second.takes_silent;
    }
  }
}

/// The hours in which each release was taken, and how often.
using Takes = std::map<policy::Sequence, std::vector<std::pair<Hour, std::uint64_t>>>;

Takes takes_in(const Account& account) {
  Takes takes;
  for (const auto& [key, cell] : account.hours.all()) {
    if (cell.takes > 0) takes[key.second].emplace_back(key.first, cell.takes);
  }
  return takes;
}

policy::Control usual(const std::vector<Account>& accounts, std::size_t own,
                      const Takes::value_type& takes) {
  policy::Compared all;
  for (const auto& [hour, count] : takes.second) {
    policy::SameHour same{.takes = count}, others = same, history = same;
    for (std::size_t i = 0; i < accounts.size(); ++i) {
      if (i != own && accounts[i].ephemeral) continue;  // Its silence means nothing.
      add_below(i == own ? same : others, accounts[i], hour, takes.first);
    }
    add_usual(history, accounts[own], hour);
    all.same.push_back(same);
    all.others.push_back(others);
    all.history.push_back(history);
  }
  return policy::nearest(all);
}

std::optional<policy::Instant> next_mature(const Account& account, policy::Sequence release,
                                           policy::Span deaf) {
  for (const auto& [visit, cell] : account.waiting.all()) {
    if (visit.release == release && cell.taken > cell.taken_returned) {
      return policy::Instant{visit.due * kBin} + deaf;
    }
  }
  return std::nullopt;
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
  std::size_t older = all > kMostReleases ? all - kMostReleases : 0;
  const Takes takes = takes_in(account);
  double dead = 0;
  for (const auto& [release, fate] : account.fared.all()) {
    const auto taken = takes.find(release);
    const bool compares = taken != takes.end() && (older == 0 || fate.tally.silent > fate.back);
    const auto control = compares ? usual(accounts, own, *taken) : policy::Control{};
    if (older == 0) {
      look(account, release, fate);
      known.experience.emplace(
          release, policy::Experience{.all = fate.tally,
                                      .control = control,
                                      .dead = static_cast<std::uint64_t>(dead),
                                      .looks = fate.looks,
                                      .next_mature = next_mature(account, release, at.deaf)});
    } else {
      --older;
    }
    dead += policy::gone(fate.tally, fate.back, control);
  }
  return known;
}

}  // namespace relay::ledger
