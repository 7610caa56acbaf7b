#include "relay/admin/status.h"

#include "relay/admin/answers.h"
#include "relay/admin/describe.h"

namespace relay::admin {
namespace {

using json::Value;

/// More refused than this are not counted one by one.
constexpr std::size_t kMostCounted = 1'000;

/// One feed at the moment of a call.
struct Look {
  db::Connection& db;
  const Call& call;
  const policy::Moment& moment;
};

Value groups(const Look& look, const policy::FeedId& feed) {
  Value::List groups;
  for (const auto& view : rollout::views(look.db, look.call.revision, feed, look.moment)) {
    groups.push_back(Value::Record{{"group", view.group.text()},
                                   {"active", active(view)},
                                   {"withheld", view.plan.withheld.size()}});
  }
  return groups;
}

Value acts_in_force(const Look& look, const policy::FeedId& feed) {
  Value::List acts;
  for (const catalog::ActRow& act : catalog::acts(look.db, feed)) acts.push_back(describe(act));
  return acts;
}

Value describe_feed(const Look& look, const policy::FeedRules& feed) {
  const auto newest = catalog::newest(look.db, feed.id);
  const auto check = catalog::check(look.db, feed.id);
  return Value::Record{{"feed", feed.id.text()},
                       {"class", word(feed.content)},
                       {"newest", newest ? describe(*newest) : Value{}},
                       {"check", check ? describe(*check) : Value{}},
                       {"refused", catalog::quarantined(look.db, feed.id, kMostCounted).size()},
                       {"acts", acts_in_force(look, feed.id)},
                       {"groups", groups(look, feed.id)}};
}

}  // namespace

http::Response get_status(const Parts& parts, const Call& call) {
  const policy::Moment moment = moment_of(parts, call);
  Value feeds = parts.state.read([&](db::Connection& db) {
    const Look look{db, call, moment};
    Value::List described;
    for (const policy::FeedRules& feed : call.revision.document.feeds) {
      described.push_back(describe_feed(look, feed));
    }
    return Value{std::move(described)};
  });
  return ok(Value::Record{{"version", parts.version},
                          {"now", call.request.now},
                          {"revision", call.revision.number},
                          {"single_person", moment.single_person},
                          {"clock", Value::Record{{"suspect", moment.clock_suspect}}},
                          {"feeds", std::move(feeds)}});
}

}  // namespace relay::admin
