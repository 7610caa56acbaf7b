#include "policy/simulate/vendor.h"

#include <algorithm>

#include "policy/require.h"
#include "policy/simulate/random.h"
#include "policy/supersession.h"

namespace policy::simulate {
namespace {

Release release(std::uint64_t number, VersionText version, Instant at, std::uint64_t seed) {
  Digest tree{};
  for (std::size_t i = 0; i < sizeof number; ++i) {
    tree.bytes[i] = static_cast<std::byte>(number >> (8 * i) & 0xffU);
  }
  return {.sequence = {number},
          .version = std::move(version),
          .tree = tree,
          .first_seen = at,
          .salt = {mixed(seed ^ mixed(number))},
          .vendor_time = at};
}

}  // namespace

Vendor::Vendor(const Scenario& scenario, const Contender& contender, FeedFacts& facts)
    : scenario_{scenario},
      contender_{contender},
      facts_{facts},
      faults_{.of = std::vector<const Fault*>(kBefore + 1), .repair = scenario.people.repair} {
  for (std::uint64_t number = 1; number <= kBefore; ++number) {
    const auto ago = static_cast<Span::rep>(kBefore + 1 - number) * scenario.feed.rhythm;
    facts_.releases.push_back(release(number,
                                      *VersionText::parse("before-" + std::to_string(number)),
                                      scenario.start - ago, scenario.seed));
  }
}

void Vendor::adopt(const GroupId& group) {
  facts_.groups[group].openings = {
      {.release = {kBefore},
       .how = Opening::How::Adopted,
       .steps = {{kEverybody, scenario_.start - scenario_.feed.rhythm}}}};
}

/// When the relay's next round sees it; without a relay there is nobody to wait for.
Instant Vendor::sight(const Publication& publication) const {
  const Span every = scenario_.feed.every;
  if (every <= Span{0} || !contender_.rules) return publication.at;
  return scenario_.start + (publication.at - scenario_.start + every - Span{1}) / every * every;
}

bool Vendor::publish(Instant now) {
  std::optional<std::size_t> newest;
  for (; next_ < scenario_.vendor.size() && sight(scenario_.vendor[next_]) <= now; ++next_) {
    newest = next_;
  }
  if (!newest) return false;
  accept(scenario_.vendor[*newest], sight(scenario_.vendor[*newest]));
  const Sequence number = facts_.releases.back().sequence;
  sequences_.resize(next_);
  sequences_.back() = number;
  sequences_or_next_.resize(next_, number);
  return true;
}

void Vendor::accept(const Publication& publication, Instant now) {
  const std::uint64_t number = facts_.releases.size() + 1;
  require(number <= kMostPublications + kBefore, "a scenario has no more releases than is allowed");
  Release seen = release(number, publication.version, publication.at, scenario_.seed);
  seen.first_seen = now;
  seen.marks = publication.marks;
  facts_.releases.push_back(std::move(seen));
  faults_.of.push_back(publication.fault ? &*publication.fault : nullptr);
  if (!contender_.rules || !contender_.supersession) return;
  const auto& feeds = contender_.rules->feeds;
  const auto feed = std::ranges::find(feeds, scenario_.feed.id, &FeedRules::id);
  const auto within = feed == feeds.end() ? std::nullopt : feed->suspect_if_replaced_within;
  if (auto why = superseded_fast(facts_.releases, within)) {
    Release& before = facts_.releases[facts_.releases.size() - 2];
    before.standing = Standing::Suspect;
    before.standing_reason = *std::move(why);
  }
}

std::optional<Sequence> Vendor::sequence(std::size_t publication) const {
  return publication < sequences_.size() ? sequences_[publication] : std::nullopt;
}

std::optional<Sequence> Vendor::sequence_or_next(std::size_t publication) const {
  if (publication >= sequences_or_next_.size()) return std::nullopt;
  return sequences_or_next_[publication];
}

const Fault* Vendor::fault(Sequence release) const {
  return release.number < faults_.of.size() ? faults_.of[release.number] : nullptr;
}

}  // namespace policy::simulate
