#include "relay/ledger/book.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "policy/require.h"

namespace relay::ledger {
namespace {

using namespace std::chrono_literals;
using policy::Instant;
using policy::Span;

// An update is several requests: what follows so soon is the same visit, but only for so long.
constexpr Span kPause = 5min;
constexpr Span kVisit = 30min;
// Of a device that is not known yet, in a group that is not either.
constexpr Span kUnknownInterval = 24h;
// Deadlines that are far away are not to the minute.
constexpr Span kNear = 6h;
constexpr Slot kFine = 24 * 2 * kHour;          // Older visits are counted by hours.
constexpr Slot kForgetSlots = 24 * 56 * kHour;  // Of takes of four weeks, the four weeks before.
constexpr Span kForgetRelease = 24h * 90;

/// The first one of its hour.
Slot hour(Instant at) {
  return slot(at) - slot(at) % kHour;
}
/// The first one that does not begin before.
Bin after(Instant at, Span grid) {
  const auto steps = (at.time_since_epoch() + grid - 1s) / grid;
  return static_cast<Bin>(steps * (grid / kBin));
}

/// By when a device that was heard then should come again.
Bin due(const Account& account, const Voice& voice, Instant since) {
  const auto known = voice.rhythm.interval();
  const Span interval = known ? *known : account.rhythms.usual().value_or(kUnknownInterval);
  const Span in_time = std::max(interval * 3 / 2, account.reboot_allowance);
  return after(since + in_time, in_time > kNear ? Span{1h} : kBin);
}

}  // namespace

/// A sighting, in listening time.
struct Book::Arrival {
  std::uint16_t account = 0;
  policy::Sequence release{};
  Instant at{};
  Slot slot = 0;
};

std::uint16_t FeedBook::account(const policy::GroupId& group) {
  const auto found = std::ranges::find(accounts, group, &Account::group);
  const auto number = found - accounts.begin();
  policy::require(number < std::numeric_limits<std::uint16_t>::max(), "there are some groups only");
  if (found == accounts.end()) accounts.emplace_back(group);
  return static_cast<std::uint16_t>(number);
}

void Book::follow(const std::vector<policy::Group>& groups) {
  groups_ = groups;
  for (auto& [feed, book] : feeds_) {
    for (Account& account : book.accounts) apply_rules(account);
  }
}

void Book::apply_rules(Account& account) const {
  const auto found = std::ranges::find(groups_, account.group, &policy::Group::id);
  if (found == groups_.end()) return;
  account.reboot_allowance = found->reboot_allowance;
  account.ephemeral = found->ephemeral;
}

std::uint16_t Book::account(FeedBook& book, const policy::GroupId& group) const {
  const std::size_t before = book.accounts.size();
  const std::uint16_t number = book.account(group);
  if (book.accounts.size() > before) apply_rules(book.accounts.back());
  return number;
}

void Book::listen(Instant now) {
  const Span passed = listening_.until ? now - *listening_.until : Span{0};
  listening_.before = listening_.of(listening_.until.value_or(now));
  if (passed < Span{0} || passed > kLongestPause) listening_.deaf += passed;
  listening_.until = now;
}

void Book::hear(const Sighting& sighting, Instant now) {
  if (retired_.contains(sighting.voice.value)) return;  // The end of what began before.
  FeedBook& book = feeds_[sighting.feed];
  // Its clock may have been another one than that of `now`.
  const Instant latest = listening_.of(now);
  const bool begins = sighting.kind == Sighting::Kind::Asked;  // Others may be ends of long ones.
  const Instant earliest = begins ? std::min(listening_.before, latest) : Instant::min();
  Arrival arrival{.account = account(book, sighting.group),
                  .release = sighting.release,
                  .at = std::clamp(listening_.of(sighting.at), earliest, latest),
                  .slot = slot(sighting.at)};
  const std::uint64_t place = sighting.voice.value;
  const Voice* const before = book.voices.find(place);
  if (before != nullptr && sighting.was) retire_quiet(book, *sighting.was, before->begun);
  const bool known = before != nullptr || inherits(book, sighting);
  if (!known && !admit(sighting.feed, book.accounts[arrival.account])) return;
  Voice& voice = book.voices.touch(place);
  if (!known || arrival.at > std::min(voice.heard + kPause, voice.ends)) {
    if (known) answer(book, voice, arrival.at);
    begin(book, voice, arrival);
  }
  voice.heard = std::max(voice.heard, arrival.at);
  switch (sighting.kind) {
    case Sighting::Kind::Asked:
      break;
    case Sighting::Kind::Took:
      arrival.at = latest;
      take(book, voice, arrival);
      break;
    case Sighting::Kind::Confirmed:
      confirm(book, voice, sighting.release);
      break;
  }
}

/// Whether the last visit of a device is counted among those whose time to return is not over.
bool Book::waits(const FeedBook& book, const Voice& voice) const {
  return voice.begun > listening_.voided && book.accounts[voice.group].waits(voice.visit());
}

/// Not what began in the second in which others were lost.
void Book::count(Account& account, const Voice& voice) const {
  if (voice.begun > listening_.voided) account.count(voice.visit(), voice.purpose());
}

/// A visit begins, of a device whose last one was answered for.
void Book::begin(FeedBook& book, Voice& voice, const Arrival& arrival) {
  const bool fresh = voice.slot == 0;  // Of 1970: it was made just now.
  const auto before = voice.rhythm.interval();
  if (!fresh) {
    Account& old = book.accounts[voice.group];
    if (--old.heard[bin(voice.begun)] == 0) old.heard.erase(bin(voice.begun));
    old.rhythms.move(before, std::nullopt);
    voice.rhythm.add(arrival.at - voice.begun);
    // What it took in another group it confirms to nobody.
    const bool moved = voice.group != arrival.account;
    if (moved && voice.standing == Voice::Standing::Survived) {
      voice.standing = Voice::Standing::Confirmed;
    }
  }
  Account& account = book.accounts[arrival.account];
  account.rhythms.move(std::nullopt, voice.rhythm.interval());
  ++account.heard[bin(arrival.at)];
  voice.begun = voice.heard = arrival.at;
  voice.ends = arrival.at + kVisit;
  voice.group = arrival.account;
  voice.slot = arrival.slot;
  voice.release = std::max(voice.took, static_cast<std::uint32_t>(arrival.release.number));
  voice.due = due(account, voice, arrival.at);
  count(account, voice);
}

/// The device comes again after its last visit.
void Book::answer(FeedBook& book, Voice& voice, Instant at) {
  Account& account = book.accounts[voice.group];
  const bool in_time = at <= Instant{voice.due * kBin} && waits(book, voice);
  if (in_time) account.returned(voice.visit(), voice.purpose());
  if (voice.standing != Voice::Standing::Waiting) return;
  voice.standing = in_time ? Voice::Standing::Survived : Voice::Standing::Late;
  if (account.fared.find({voice.took}) == nullptr) return;
  Fared& fared = account.fared.touch({voice.took});
  if (in_time) {
    ++fared.tally.survived;
  } else if (voice.begun > listening_.voided) {
    ++fared.back;
  }
}

/// It was given something new to the last byte: from now on it should come again.
void Book::take(FeedBook& book, Voice& voice, const Arrival& arrival) {
  voice.heard = arrival.at;
  const auto release = static_cast<std::uint32_t>(arrival.release.number);
  if (release <= voice.took) return;
  if (!waits(book, voice)) {  // A download that was longer than that.
    answer(book, voice, arrival.at);
    begin(book, voice, arrival);
  }
  Account& old = book.accounts[voice.group];
  if (waits(book, voice)) old.uncount(voice.visit(), voice.purpose());
  if (voice.standing == Voice::Standing::Waiting) {  // Another one within the same visit.
    --old.fared.touch({voice.took}).tally.taken;
  }
  voice.took = voice.release = release;
  voice.standing = Voice::Standing::Waiting;
  voice.ends = arrival.at + kVisit;
  voice.due = due(old, voice, arrival.at);
  count(old, voice);
  Fared& fared = old.fared.touch(arrival.release);
  ++fared.tally.taken;
  fared.last_take = arrival.at;
}

void Book::confirm(FeedBook& book, Voice& voice, policy::Sequence release) {
  if (voice.standing != Voice::Standing::Survived || release.number != voice.took) return;
  voice.standing = Voice::Standing::Confirmed;
  ++book.accounts[voice.group].fared.touch(release).tally.confirmed;
}

void Book::lost() {
  listening_.voided = listening_.of(*listening_.until);
  for (auto& [feed, book] : feeds_) {
    for (Account& account : book.accounts) account.leave_open();
  }
}

void Book::ripen() {
  if (!listening_.until) return;
  const Bin now = bin(listening_.of(*listening_.until));
  for (auto& [feed, book] : feeds_) {
    for (Account& account : book.accounts) account.ripen(now);
  }
  if (std::exchange(forgotten_, hour(*listening_.until)) != hour(*listening_.until)) forget();
}

void Book::forget() {
  forget_voices();
  const Instant now = listening_.of(*listening_.until);
  for (auto& [feed, book] : feeds_) {
    for (Account& account : book.accounts) {
      account.fold(hour(*listening_.until) - kFine);
      account.forget(hour(*listening_.until) - kForgetSlots, now - kForgetRelease);
    }
  }
}

Evidence Book::look() {
  Evidence all;
  if (!listening_.until) return all;
  const Reading at{bin(listening_.of(*listening_.until)), listening_.deaf};
  for (auto& [feed, book] : feeds_) {
    for (std::size_t i = 0; i < book.accounts.size(); ++i) {
      all.emplace(std::pair{feed, book.accounts[i].group}, heard(book.accounts, i, at));
    }
  }
  return all;
}

std::vector<std::string> Book::alarms() {
  return std::exchange(alarms_, {});
}

}  // namespace relay::ledger
