#include "relay/admin/status.h"

#include <utility>

#include "relay/admin/answers.h"
#include "relay/admin/audit_asked.h"
#include "relay/admin/describe.h"
#include "relay/admin/describe_deeds.h"
#include "relay/admin/describe_group.h"
#include "relay/admin/feed_state.h"
#include "relay/catalog/stops.h"

namespace relay::admin {
namespace {

using json::Value;

/// All feeds at the moment of a call.
struct Look {
  db::Connection& db;
  const Call& call;
  const policy::Moment& moment;
};

Value groups(const std::vector<rollout::View>& views) {
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

Value describe_feed(const Look& look, const policy::FeedRules& feed) {
  const rollout::Revision& revision = look.call.revision;
  const FeedRows rows = read_feed(look.db, revision, feed);
  const auto views = rollout::views(rows.recorded, revision, look.moment);
  auto state = feed_state(rows, {views, revision.document.bypass, look.moment});
  state.push_back({"groups", groups(views)});
  return state;
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
  Value::Record status{{"name", text_or_null(parts.name)},
                       {"version", parts.version},
                       {"now", call.request.now},
                       {"revision", call.revision.number},
                       {"zones", zones(call.revision.document)},
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
