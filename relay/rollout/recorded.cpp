#include "relay/rollout/recorded.h"

#include <algorithm>
#include <utility>

#include "policy/control.h"
#include "policy/require.h"
#include "relay/catalog/acts.h"
#include "relay/catalog/bypasses.h"
#include "relay/catalog/halts.h"
#include "relay/catalog/judgements.h"
#include "relay/catalog/pauses.h"
#include "relay/catalog/stops.h"
#include "relay/rollout/salt.h"

namespace relay::rollout {
namespace {

policy::Limits& limits_of(policy::FeedFacts& facts, const catalog::ActRow& act) {
  return act.group ? facts.groups[*act.group].said : facts.said;
}

void add_acts(db::Connection& db, const policy::FeedId& feed, policy::FeedFacts& facts) {
  for (const catalog::ActRow& act : catalog::acts(db, feed)) {
    policy::Limits& limits = limits_of(facts, act);
    const policy::Said said{.by = act.person, .why = act.reason, .at = act.at};
    switch (act.kind) {
      case catalog::ActKind::Hold:
        limits.holds.push_back({said});
        break;
      case catalog::ActKind::Pin:
        limits.pins.push_back({*act.version, said});
        break;
      case catalog::ActKind::Block:
        limits.blocks.push_back({*act.version, said});
        break;
      case catalog::ActKind::Floor:
        limits.floors.push_back({*act.version, said});
        break;
    }
  }
}

void add_releases(db::Connection& db, const policy::FeedId& feed, Recorded& recorded) {
  recorded.rows = catalog::releases(db, feed);
  recorded.facts.releases.reserve(recorded.rows.size());
  for (catalog::ReleaseRow& row : recorded.rows) {
    row.release.salt = release_salt(feed, row.release.version);
    recorded.facts.releases.push_back(row.release);
  }
}

// In order of release, which is not always that of time: an older one may be adopted later.
void add_openings(db::Connection& db, const policy::FeedId& feed, policy::FeedFacts& facts) {
  for (catalog::OpeningRow& row : catalog::openings(db, feed)) {
    facts.groups[row.group].openings.push_back(std::move(row.opening));
  }
  for (auto& [group, own] : facts.groups) {
    std::ranges::sort(own.openings, {}, &policy::Opening::release);
  }
}

void add_people(db::Connection& db, const policy::FeedId& feed, policy::FeedFacts& facts) {
  for (catalog::ApprovalRow& row : catalog::approvals(db, feed)) {
    facts.groups[row.group].approvals.push_back(std::move(row.approval));
  }
  for (catalog::PauseRow& row : catalog::pauses(db, feed)) {
    facts.groups[row.group].pauses.push_back(std::move(row.pause));
  }
  for (catalog::HaltRow& row : catalog::halts(db, feed)) facts.halts.push_back(std::move(row.halt));
  facts.checks = catalog::check_verdicts(db, feed);
  facts.risks = catalog::risks(db, feed);
  facts.bypasses = catalog::bypasses(db, feed);
  facts.stopped = catalog::stopped(db);
  add_acts(db, feed, facts);
}

void add_evidence(const ledger::Evidence& evidence, const policy::FeedId& feed,
                  policy::FeedFacts& facts) {
  const policy::Sequence oldest = policy::oldest_in_use(facts);
  for (const auto& [key, heard] : evidence) {
    if (key.first != feed) continue;
    policy::GroupFacts& own = facts.groups[key.second];
    own.seen = heard.seen;
    for (const auto& [release, experience] : heard.experience) {
      // The catalog may have been put back to an earlier state than the ledger.
      if (release.number > facts.releases.size() || release < oldest) continue;
      own.experience.emplace(release, experience);
    }
  }
}

}  // namespace

const std::vector<catalog::ActivationRow>& Recorded::activations_of(
    const policy::GroupId& group) const {
  static const std::vector<catalog::ActivationRow> kNone;
  const auto found = activations.find(group);
  return found == activations.end() ? kNone : found->second;
}

const catalog::ReleaseRow& Recorded::row(policy::Sequence release) const {
  // Rows are in order of sequence, which has no gaps: 1 is the first.
  policy::require(release.number >= 1 && release.number <= rows.size(),
                  "a fact names a release of its feed");
  return rows[release.number - 1];
}

Recorded read_facts(db::Connection& db, const policy::FeedRules& feed,
                    const ledger::EvidencePtr& evidence) {
  Recorded recorded{.feed = feed};
  recorded.facts.sticky = sticky_salt(feed.id);
  add_releases(db, feed.id, recorded);
  add_openings(db, feed.id, recorded.facts);
  add_people(db, feed.id, recorded.facts);
  if (evidence) add_evidence(*evidence, feed.id, recorded.facts);
  for (catalog::ActivationRow& row : catalog::activations(db, feed.id)) {
    recorded.activations[row.group].push_back(std::move(row));
  }
  return recorded;
}

policy::Question question(const Recorded& recorded, const policy::FeedRulesOf::value_type& rules,
                          const policy::Moment& moment) {
  return {.rules = rules.second ? &*rules.second : nullptr,
          .facts = recorded.facts,
          .own = recorded.facts.of(rules.first),
          .moment = moment};
}

const catalog::ActivationRow* active(const Recorded& recorded, const policy::GroupId& group,
                                     policy::Sequence release) {
  const auto& rows = recorded.activations_of(group);
  const auto is_of = [&](const catalog::ActivationRow& one) { return one.release == release; };
  const auto found = std::find_if(rows.rbegin(), rows.rend(), is_of);
  return found == rows.rend() ? nullptr : &*found;
}

}  // namespace relay::rollout
