#include <algorithm>
#include <utility>

#include "relay/ledger/book.h"

/// Who has a voice in the book: newcomers, heirs, and those who were not heard for long.
namespace relay::ledger {
namespace {

using namespace std::chrono_literals;
using policy::Instant;
using policy::Span;

constexpr std::uint64_t kNewcomers = 1'000;  // In an hour of a group's first week.
constexpr std::uint64_t kFewNewcomers = 20;  // After that, whatever its size.
constexpr Slot kFirstWeek = 24 * 7 * kHour;
constexpr std::size_t kMostVoices = 1'000'000;
constexpr Span kForgetVoice = 24h * 30;

/// How many newcomers an hour may bring: a group that is known grows by a quarter, or one device
/// with many addresses could outvote it.
std::uint64_t most_newcomers(const Account& account, Bin now, Slot today) {
  const std::uint64_t seen = account.seen(now);
  const auto& slots = account.slots.all();
  const bool known = !slots.empty() && slots.begin()->first.first + kFirstWeek <= today;
  return known ? std::max(kFewNewcomers, seen / 4) : std::max(kNewcomers, seen);
}

}  // namespace

/// Whether somebody who was never heard before gets a voice.
bool Book::admit(const policy::FeedId& feed, Account& account) {
  const Bin now = bin(listening_.of(*listening_.until));
  const Bin since = now - now % (1h / kBin);
  if (account.newcomers_since != since) {
    account.newcomers_since = since;
    account.newcomers = 0;
    account.most_newcomers = most_newcomers(account, now, slot(*listening_.until));
  }
  const std::uint64_t most = account.most_newcomers;
  if (account.newcomers < most && voices_ < kMostVoices) {
    ++account.newcomers;
    ++voices_;
    return true;
  }
  if (account.newcomers++ == most) {
    alarms_.push_back("feed '" + feed.text() + "': more than " + std::to_string(most) +
                      " new addresses in '" + account.group.text() +
                      "' within an hour; the others are served, but not counted as devices");
  }
  return false;
}

/// Whether a device that was known by its address until now goes on with the voice that its address
/// had: else everybody who enrols would be a newcomer, and his address fall silent.
bool Book::inherits(FeedBook& book, const Sighting& sighting) {
  if (!sighting.was) return false;
  const Voice* const found = book.voices.find(sighting.was->value);
  if (found == nullptr) return false;
  const Voice voice = *found;
  book.voices.erase(sighting.was->value);
  book.voices.touch(sighting.voice.value) = voice;
  return true;
}

/// The voice of an address that nobody has used since the device was there before is a former one
/// of the device's: it is judged neither way, or everybody who had two would fall silent in one.
void Book::retire_quiet(FeedBook& book, policy::Place was, Instant since) {
  const Voice* const found = book.voices.find(was.value);
  if (found == nullptr || found->heard >= since) return;
  leave_unjudged(book, *found);
  remove(book, was.value);
}

void Book::leave_unjudged(FeedBook& book, const Voice& voice) {
  if (!waits(book, voice)) return;
  Account& account = book.accounts[voice.group];
  account.uncount(voice.visit(), voice.purpose());
  if (voice.standing == Voice::Standing::Waiting) {
    --account.fared.touch({voice.took}).tally.taken;
  }
}

/// The voice stays, as one of which nothing is counted: who is restored and takes once more what he
/// took before is the same device.
void Book::retire(policy::Place device) {
  if (!retired_.insert(device.value).second) return;
  for (auto& [feed, book] : feeds_) {
    if (book.voices.find(device.value) == nullptr) continue;
    Voice& voice = book.voices.touch(device.value);
    if (waits(book, voice)) {
      leave_unjudged(book, voice);
      if (voice.standing == Voice::Standing::Waiting) voice.standing = Voice::Standing::None;
    }
    voice.due = 0;  // Others' visits like its last one may wait still.
    leave_out(book, voice);
  }
}

void Book::expect(policy::Place device) {
  if (retired_.erase(device.value) == 0) return;
  for (auto& [feed, book] : feeds_) {
    const Voice* const found = book.voices.find(device.value);
    if (found != nullptr) add_up(book, *found);
  }
}

void Book::add_up(FeedBook& book, const Voice& voice) {
  Account& account = book.accounts[voice.group];
  account.rhythms.move(std::nullopt, voice.rhythm.interval());
  ++account.heard[bin(voice.begun)];
}

void Book::leave_out(FeedBook& book, const Voice& voice) {
  Account& account = book.accounts[voice.group];
  account.rhythms.move(voice.rhythm.interval(), std::nullopt);
  if (--account.heard[bin(voice.begun)] == 0) account.heard.erase(bin(voice.begun));
}

void Book::remove(FeedBook& book, std::uint64_t place) {
  if (!retired_.contains(place)) leave_out(book, *book.voices.find(place));
  book.voices.erase(place);
  --voices_;
}

std::vector<policy::Place> Book::took(const policy::FeedId& feed, policy::Sequence release) const {
  std::vector<policy::Place> places;
  const auto book = feeds_.find(feed);
  if (book == feeds_.end()) return places;
  for (const auto& [place, voice] : book->second.voices.all()) {
    if (retired_.contains(place) || voice.took == 0) continue;
    if (voice.took == release.number) places.push_back({place});
  }
  std::ranges::sort(places);
  return places;
}

/// Those who were not heard for long.
void Book::forget_voices() {
  const Instant now = listening_.of(*listening_.until);
  for (auto& [feed, book] : feeds_) {
    std::vector<std::uint64_t> gone;
    for (const auto& [place, voice] : book.voices.all()) {
      if (voice.begun + kForgetVoice < now) gone.push_back(place);
    }
    for (const std::uint64_t place : gone) remove(book, place);
  }
}

void Book::resume(const Listening& listening) {
  listening_ = listening;
  voices_ = 0;
  for (auto& [feed, book] : feeds_) {
    voices_ += book.voices.all().size();
    for (const auto& [place, voice] : book.voices.all()) add_up(book, voice);
    for (Account& account : book.accounts) {
      for (auto [release, fate] : std::map{account.fared.all()}) {
        fate.told = fate.tally.mature;
        account.fared.put(release, fate);
      }
    }
  }
}

}  // namespace relay::ledger
