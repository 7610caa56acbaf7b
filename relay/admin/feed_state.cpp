#include "relay/admin/feed_state.h"

#include <map>

#include "relay/admin/describe.h"
#include "relay/admin/describe_deeds.h"

namespace relay::admin {
namespace {

using json::Value;

/// More refused than this are not counted one by one.
constexpr std::size_t kMostCounted = 1'000;
/// Releases that are not good, the newest of them.
constexpr std::size_t kMostDoubted = 20;

Value acts_in_force(const std::vector<catalog::ActRow>& rows) {
  Value::List acts;
  for (const catalog::ActRow& act : rows) acts.push_back(describe(act));
  return acts;
}

Value halts(const FeedRows& rows) {
  Value::List halts;
  for (const catalog::HaltRow& row : rows.halts) {
    if (stands(row.halt)) halts.push_back(describe(row, *rows.recorded));
  }
  return halts;
}

Value pauses(const rollout::Recorded& recorded) {
  std::map<policy::GroupId, const policy::GroupFacts*> by_name;
  for (const auto& [group, own] : recorded.facts.groups) by_name.emplace(group, &own);
  Value::List pauses;
  for (const auto& [group, own] : by_name) {
    for (const policy::Pause& pause : own->pauses) {
      if (!pause.lifted) pauses.push_back(describe(group, pause, recorded));
    }
  }
  return pauses;
}

Value bypasses(const rollout::Recorded& recorded, const Seeing& seeing) {
  Value::List bypasses;
  for (const auto& seen : rollout::bypass_views(seeing.views, seeing.bypass, seeing.moment)) {
    if (seen.in_force || seen.waits()) bypasses.push_back(describe(seen, recorded));
  }
  return bypasses;
}

Value doubted(const rollout::Recorded& recorded) {
  Value::List doubted;
  const auto& releases = recorded.facts.releases;
  for (auto one = releases.rbegin(); one != releases.rend(); ++one) {
    if (one->standing == policy::Standing::Good) continue;
    if (doubted.size() == kMostDoubted) break;
    doubted.push_back(Value::Record{{"version", one->version.text()},
                                    {"sequence", one->sequence.number},
                                    {"standing", policy::word(one->standing)},
                                    {"reason", one->standing_reason}});
  }
  return doubted;
}

}  // namespace

FeedRows read_feed(db::Connection& db, const rollout::Revision& revision,
                   const policy::FeedRules& feed) {
  return {.recorded = std::make_shared<const rollout::Recorded>(
              rollout::read_facts(db, feed, revision.evidence)),
          .check = catalog::check(db, feed.id),
          .acts = catalog::acts(db, feed.id),
          .halts = catalog::halts(db, feed.id),
          .refused = catalog::quarantined(db, feed.id, kMostCounted).size()};
}

bool stands(const policy::Halt& halt) {
  return !halt.acknowledged || (halt.holds() && !halt.acknowledged->fixed_by);
}

Value::Record feed_state(const FeedRows& rows, const Seeing& seeing) {
  const rollout::Recorded& recorded = *rows.recorded;
  return {{"feed", recorded.feed.id.text()},
          {"class", word(recorded.feed.content)},
          {"newest", recorded.rows.empty() ? Value{} : describe(recorded.rows.back())},
          {"check", rows.check ? describe(*rows.check) : Value{}},
          {"refused", rows.refused},
          {"acts", acts_in_force(rows.acts)},
          {"halts", halts(rows)},
          {"pauses", pauses(recorded)},
          {"bypasses", bypasses(recorded, seeing)},
          {"doubted", doubted(recorded)}};
}

}  // namespace relay::admin
