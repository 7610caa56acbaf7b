#include "relay/admin/status.h"

#include "relay/admin/answers.h"
#include "relay/admin/audit_asked.h"
#include "relay/admin/describe.h"
#include "relay/admin/describe_deeds.h"
#include "relay/admin/describe_group.h"
#include "relay/catalog/stops.h"

namespace relay::admin {
namespace {

using json::Value;
using Views = std::vector<rollout::View>;

/// More refused than this are not counted one by one.
constexpr std::size_t kMostCounted = 1'000;
/// Releases that are not good, the newest of them.
constexpr std::size_t kMostDoubted = 20;

/// One feed at the moment of a call.
struct Look {
  db::Connection& db;
  const Call& call;
  const policy::Moment& moment;
};

Value groups(const Views& views) {
  Value::List groups;
  for (const rollout::View& view : views) {
    groups.push_back(Value::Record{{"group", view.group.text()},
                                   {"active", active(view)},
                                   {"withheld", view.plan.withheld.size()},
                                   {"freshness", freshness(view)},
                                   {"expiring", expiring(view)},
                                   {"rollouts", rollouts(view)},
                                   {"seen", view.recorded->facts.of(view.group).seen}});
  }
  return groups;
}

Value acts_in_force(const Look& look, const policy::FeedId& feed) {
  Value::List acts;
  for (const catalog::ActRow& act : catalog::acts(look.db, feed)) acts.push_back(describe(act));
  return acts;
}

/// Those that still hold a release back: nobody has acknowledged them, or named the fix.
Value halts(const Look& look, const rollout::Recorded& recorded) {
  Value::List halts;
  for (const catalog::HaltRow& row : catalog::halts(look.db, recorded.feed.id)) {
    const auto& acknowledged = row.halt.acknowledged;
    const bool over = acknowledged && (!row.halt.holds() || acknowledged->fixed_by);
    if (!over) halts.push_back(describe(row, recorded));
  }
  return halts;
}

Value pauses(const rollout::Recorded& recorded) {
  Value::List pauses;
  for (const auto& [group, own] : recorded.facts.groups) {
    for (const policy::Pause& pause : own.pauses) {
      if (!pause.lifted) pauses.push_back(describe(group, pause, recorded));
    }
  }
  return pauses;
}

Value bypasses(const Look& look, const Views& views) {
  Value::List bypasses;
  const auto& people = look.call.revision.document.bypass;
  for (const auto& seen : rollout::bypass_views(views, people, look.moment)) {
    if (!seen.in_force && !seen.waits()) continue;
    bypasses.push_back(describe(seen, *views.front().recorded));
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

Value describe_feed(const Look& look, const policy::FeedRules& feed) {
  const auto newest = catalog::newest(look.db, feed.id);
  const auto check = catalog::check(look.db, feed.id);
  const Views views = rollout::views(look.db, look.call.revision, feed.id, look.moment);
  const rollout::Recorded& recorded = *views.front().recorded;
  return Value::Record{{"feed", feed.id.text()},
                       {"class", word(feed.content)},
                       {"newest", newest ? describe(*newest) : Value{}},
                       {"check", check ? describe(*check) : Value{}},
                       {"refused", catalog::quarantined(look.db, feed.id, kMostCounted).size()},
                       {"acts", acts_in_force(look, feed.id)},
                       {"halts", halts(look, recorded)},
                       {"pauses", pauses(recorded)},
                       {"bypasses", bypasses(look, views)},
                       {"doubted", doubted(recorded)},
                       {"groups", groups(views)}};
}

Value doors(const Parts& parts) {
  Value::List doors;
  for (const OpenDoor& door : parts.doors()) doors.push_back(describe(door));
  return doors;
}

/// What is the same for all feeds, and then each of them.
Value::Record everything(const Look& look) {
  Value::List feeds;
  for (const policy::FeedRules& feed : look.call.revision.document.feeds) {
    feeds.push_back(describe_feed(look, feed));
  }
  return {{"stopped", describe(catalog::stopped(look.db))}, {"feeds", std::move(feeds)}};
}

}  // namespace

http::Response get_status(const Parts& parts, const Call& call) {
  const policy::Moment moment = moment_of(parts, call);
  Value::Record status{{"version", parts.version},
                       {"now", call.request.now},
                       {"revision", call.revision.number},
                       {"single_person", moment.single_person},
                       {"clock", Value::Record{{"suspect", moment.clock_suspect}}},
                       {"doors", doors(parts)},
                       {"audit", describe_audit(parts)}};
  auto rest = parts.state.read([&](db::Connection& db) {
    return everything(Look{db, call, moment});
  });
  for (json::Field& field : rest) status.push_back(std::move(field));
  return ok(std::move(status));
}

}  // namespace relay::admin
