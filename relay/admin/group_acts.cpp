#include "relay/admin/group_acts.h"

#include "relay/admin/answers.h"
#include "relay/admin/describe.h"
#include "relay/admin/perform.h"

namespace relay::admin {
namespace {

using json::Value;

constexpr Shape kReasonOrLift{
    .groups = Field::Absent, .version = Field::Absent, .lift = Field::Optional};

/// Who may not do it in one feed does it in none: the others would look held and be without it.
std::optional<http::Response> against_some_feed(const Call& call, const Wish& wish) {
  Call in_feed = call;
  for (const policy::FeedRules& feed : call.revision.document.feeds) {
    in_feed.feed = feed.id;
    if (auto refusal = against(in_feed, wish)) return refusal;
  }
  return std::nullopt;
}

/// How the group stands in each feed. Between two of them others get at the database: who holds a
/// group is not the only one who stops something.
Value group_everywhere(const Parts& parts, const Call& call) {
  const policy::Moment moment = moment_of(parts, call);
  Value::List feeds;
  for (const policy::FeedRules& feed : call.revision.document.feeds) {
    const auto view = parts.state.read([&](db::Connection& db) {
      return rollout::view(db, call.revision, feed.id, *call.group, moment);
    });
    feeds.push_back(
        Value::Record{{"feed", feed.id.text()}, {"explanation", explanation(view, moment)}});
  }
  return feeds;
}

}  // namespace

http::Response post_group_hold(const Parts& parts, const Call& call) {
  auto wish = read_wish(call.request.body, kReasonOrLift);
  if (!wish) return bad_request("bad-body", wish.error());
  wish->groups = {call.group->text()};
  if (auto refusal = against_some_feed(call, *wish)) return *std::move(refusal);
  const auto outcome = recorded(parts, call, [&](db::Transaction& tx) {
    const auto act = wish->lift ? rollout::lift_group : rollout::hold_group;
    return act(tx, call.revision, *call.group, deed_of(call, wish->reason));
  });
  if (!outcome) return not_done(outcome.error());
  const std::string sentence = turned(parts, *outcome);
  return ok(Value::Record{{"sentence", sentence},
                          {"group", call.group->text()},
                          {"feeds", group_everywhere(parts, call)}});
}

}  // namespace relay::admin
