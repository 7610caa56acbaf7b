#include "policy/freshness.h"

namespace policy {
namespace {

/// The alarm comes at four fifths of the ceiling.
Instant alarm_at(const Staleness& stale) {
  return stale.since + *stale.ceiling * 4 / 5;
}

}  // namespace

std::optional<Staleness> staleness(const Situation& at) {
  if (at.base == nullptr) return std::nullopt;
  const FeedFacts& facts = at.asked.facts;
  for (std::uint64_t n = at.base->release.number; n < facts.releases.size(); ++n) {
    const Release& release = facts.releases[n];
    if (release.standing != Standing::Good) continue;
    if (is_taken_back(at.asked, release, nullptr)) continue;
    Staleness stale{.oldest = release.sequence, .since = release.first_seen};
    if (at.asked.rules == nullptr || !at.asked.rules->freshness) return stale;
    stale.ceiling = at.asked.rules->freshness->ceiling;
    stale.alarm = at.asked.moment.now >= alarm_at(stale);
    stale.reached = at.asked.moment.now >= stale.since + *stale.ceiling;
    return stale;
  }
  return std::nullopt;
}

Skips advance(const Situation& at, const std::optional<Staleness>& stale) {
  if (!stale || !stale->reached) return {};
  if (at.asked.rules->freshness->then != Freshness::Then::Advance) return {};
  return Skips{}
      .with(Skippable::Soak)
      .with(Skippable::Approval)
      .with(Skippable::Window)
      .with(Skippable::Gate);
}

std::optional<Instant> next_look(const Staleness& stale, Instant now) {
  if (!stale.ceiling) return std::nullopt;
  if (now < alarm_at(stale)) return alarm_at(stale);
  const Instant ceiling = stale.since + *stale.ceiling;
  if (now < ceiling) return ceiling;
  return std::nullopt;
}

std::string sentence(const Staleness& stale, const FeedFacts& facts) {
  const std::string waiting =
      "waiting for " + facts.release(stale.oldest).version.text() + " since " + show(stale.since);
  if (!stale.ceiling) return waiting;
  return waiting + "; the ceiling of " + show(*stale.ceiling) +
         (stale.reached ? " was reached at " : " is reached at ") +
         show(stale.since + *stale.ceiling);
}

std::string sentence(const WillExpire& expiry, const FeedFacts& facts) {
  return "the signed metadata of " + facts.release(expiry.release).version.text() + " expires at " +
         show(expiry.at) + ", before its rules let it go";
}

}  // namespace policy
