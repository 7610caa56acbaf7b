#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "policy/document.h"
#include "relay/ledger/evidence.h"
#include "relay/ledger/sighting.h"
#include "relay/ledger/voice.h"

namespace relay::ledger {

/// One feed's part of the book. Accounts are never removed: voices name them by their place.
struct FeedBook {
  Tracked<std::unordered_map<std::uint64_t, Voice>> voices{};  ///< By Place::value.
  std::vector<Account> accounts{};

  /// The account of that group; made when there is none.
  std::uint16_t account(const policy::GroupId& group);
};

/// How far time was listened to. Deadlines are of *listening time*, which stands still while this
/// relay could not hear anybody: nobody falls silent because we were switched off, or because the
/// clock was set.
struct Listening {
  std::optional<policy::Instant> until{};  ///< On the wall.
  policy::Span deaf{0};                    ///< What the wall is ahead of listening time.
  policy::Instant before{};                ///< How far it had been until then; listening time.
  policy::Instant voided{};                ///< Visits begun by then are not judged; the same.

  policy::Instant of(policy::Instant wall) const { return wall - deaf; }
};

/// Who was heard when, and what it adds up to: sightings go in, evidence comes out. Pure but for
/// its own memory; what counts as what is in the README. Belongs to one thread at a time.
class Book {
 public:
  using Feeds = std::map<policy::FeedId, FeedBook>;

  /// The groups of the policy in force.
  void follow(const std::vector<policy::Group>& groups);

  /// Time has come so far. A step of more than kLongestPause, or backwards, was not listened to.
  void listen(policy::Instant now);
  static constexpr policy::Span kLongestPause{std::chrono::minutes{5}};
  /// One request that was made since. A take is complete only now.
  void hear(const Sighting& sighting, policy::Instant now);
  /// Some requests made since were lost: what waited for them is judged neither way.
  void lost();
  /// This device is not expected any more: what waits for it is judged neither way, and what it
  /// does is not heard until it is expected again. What it took stays known: it counts once.
  void retire(policy::Place device);
  void expect(policy::Place device);
  const std::unordered_set<std::uint64_t>& retired() const { return retired_; }
  /// Whose time to return is over by what listen() said last, is silent. After all of hear().
  void ripen();

  /// What it proves, which counts as a look.
  Evidence look();
  /// Devices that have taken this release and nothing newer, in order; none that is retired.
  std::vector<policy::Place> took(const policy::FeedId& feed, policy::Sequence release) const;
  /// What somebody should know, since this was asked last.
  std::vector<std::string> alarms();

  /// For pages.h, which writes it down and reads it again.
  Feeds& feeds() { return feeds_; }
  const Listening& listening() const { return listening_; }
  /// As it was written down, after feeds() is as it was: what voices add up to is added up again.
  void resume(const Listening& listening);

 private:
  struct Arrival;
  bool admit(const policy::FeedId& feed, Account& account);
  static bool inherits(FeedBook& book, const Sighting& sighting);
  void retire_quiet(FeedBook& book, policy::Place was, policy::Instant since);
  void leave_unjudged(FeedBook& book, const Voice& voice);
  static void add_up(FeedBook& book, const Voice& voice);
  static void leave_out(FeedBook& book, const Voice& voice);
  void remove(FeedBook& book, std::uint64_t place);
  bool waits(const FeedBook& book, const Voice& voice) const;
  void begin(FeedBook& book, Voice& voice, const Arrival& arrival);
  void count(Account& account, const Voice& voice) const;
  void answer(FeedBook& book, Voice& voice, policy::Instant at);
  void take(FeedBook& book, Voice& voice, const Arrival& arrival);
  void confirm(FeedBook& book, Voice& voice, policy::Sequence release);
  void forget();
  void forget_voices();
  std::uint16_t account(FeedBook& book, const policy::GroupId& group) const;
  void apply_rules(Account& account) const;

  Feeds feeds_;
  std::vector<policy::Group> groups_;          ///< Of the policy in force.
  std::unordered_set<std::uint64_t> retired_;  ///< By Place::value.
  Listening listening_{};
  Slot forgotten_ = 0;
  std::size_t voices_ = 0;
  std::vector<std::string> alarms_;
};

}  // namespace relay::ledger
