#include "relay/ledger/account.h"

#include <vector>

#include "policy/require.h"

namespace relay::ledger {
namespace {

constexpr Bin kSevenDays = std::chrono::hours{24 * 7} / kBin;

void add(Counted& sum, const Counted& more) {
  sum.mature += more.mature;
  sum.silent += more.silent;
  sum.takes += more.takes;
  sum.takes_silent += more.takes_silent;
}

}  // namespace

void Account::count(const Visit& visit, Purpose purpose) {
  Waiting& cell = waiting.touch(visit);
  ++cell.asked;
  if (purpose == Purpose::Taken) ++cell.taken;
}

void Account::uncount(const Visit& visit, Purpose purpose) {
  policy::require(waits(visit), "only a visit that waits is counted elsewhere");
  Waiting& cell = waiting.touch(visit);
  --cell.asked;
  if (purpose == Purpose::Taken) --cell.taken;
  if (cell.asked == 0) waiting.erase(visit);
}

void Account::returned(const Visit& visit, Purpose purpose) {
  policy::require(waits(visit), "only a visit that waits is followed in time");
  Waiting& cell = waiting.touch(visit);
  ++cell.returned;
  if (purpose == Purpose::Taken) ++cell.taken_returned;
}

void Account::ripen(Bin now) {
  while (!waiting.all().empty() && waiting.all().begin()->first.due <= now) {
    const auto [visit, cell] = *waiting.all().begin();
    const std::uint32_t takes_silent = cell.taken - cell.taken_returned;
    add(slots.touch({visit.slot, visit.release}), {.mature = cell.asked,
                                                   .silent = cell.asked - cell.returned,
                                                   .takes = cell.taken,
                                                   .takes_silent = takes_silent});
    if (cell.taken > 0) {
      policy::Tally& tally = fared.touch(visit.release).tally;
      tally.mature += cell.taken;
      tally.silent += takes_silent;
    }
    waiting.erase(visit);
  }
}

void Account::leave_open() {
  while (!waiting.all().empty()) waiting.erase(waiting.all().begin()->first);
}

void Account::fold(Slot before) {
  std::vector<std::pair<Slot, policy::Sequence>> fine;
  for (const auto& [key, cell] : slots.all()) {
    if (key.first >= before) break;
    if (key.first % kHour != 0) fine.push_back(key);
  }
  for (const auto& key : fine) {
    const Counted cell = *slots.find(key);
    slots.erase(key);
    add(slots.touch({key.first - key.first % kHour, key.second}), cell);
  }
}

void Account::forget(Slot before, policy::Instant last_take) {
  while (!slots.all().empty() && slots.all().begin()->first.first < before) {
    slots.erase(slots.all().begin()->first);
  }
  std::vector<policy::Sequence> old;
  for (const auto& [release, fate] : fared.all()) {
    if (fate.last_take < last_take) old.push_back(release);
  }
  for (const policy::Sequence release : old) fared.erase(release);
}

std::uint64_t Account::seen(Bin now) const {
  std::uint64_t devices = 0;
  const Bin since = now > kSevenDays ? now - kSevenDays : 0;
  for (auto one = heard.lower_bound(since); one != heard.end(); ++one) devices += one->second;
  return devices;
}

}  // namespace relay::ledger
