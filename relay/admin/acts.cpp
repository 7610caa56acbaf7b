#include "relay/admin/acts.h"

#include <functional>
#include <utility>

#include "relay/admin/answers.h"
#include "relay/admin/describe.h"
#include "relay/admin/explain.h"
#include "relay/admin/wish.h"
#include "relay/catalog/audit.h"
#include "relay/catalog/checks.h"
#include "relay/rollout/acts.h"

namespace relay::admin {
namespace {

using catalog::ActKind;
using json::Value;

/// While there is one token, there is one person.
constexpr const char* kAdministrator = "administrator";

/// How a wish becomes a fact, or not.
using Act = std::function<rollout::Outcome(db::Transaction&, const rollout::Named&,
                                           const catalog::Deed&, const Wish&)>;

http::Response not_done(const rollout::NotDone& why) {
  switch (why.kind) {
    case rollout::NotDone::Kind::Unknown:
      return not_found("unknown", why.what);
    case rollout::NotDone::Kind::NotNow:
      break;
  }
  return conflict(why.what);
}

Value::Record done(const Parts& parts, const Call& call, const std::string& sentence) {
  return {{"sentence", sentence},
          {"feed", call.feed->text()},
          {"explanations", explanations(parts, call, *call.feed)}};
}

/// Null when there was none yet.
Value last_check(const Parts& parts, const policy::FeedId& feed) {
  const auto check = parts.state.read([&](db::Connection& db) { return catalog::check(db, feed); });
  return check ? describe(*check) : Value{};
}

catalog::Deed deed_of(const Call& call, const Wish& wish) {
  return {.at = call.request.now, .actor = kAdministrator, .reason = wish.reason};
}

http::Response perform(const Parts& parts, const Call& call, const Shape& shape, const Act& act) {
  const auto wish = read_wish(call.request.body, shape);
  if (!wish) return bad_request("bad-body", wish.error());
  const rollout::Named named{
      .feed = call.feed->text(), .groups = wish->groups, .version = wish->version};
  const rollout::Outcome outcome = parts.state.write(
      [&](db::Transaction& tx) { return act(tx, named, deed_of(call, *wish), *wish); });
  if (!outcome) return not_done(outcome.error());
  parts.turn();
  return ok(done(parts, call, *outcome));
}

/// Hold, pin and block, and their lifting.
http::Response perform_said(const Parts& parts, const Call& call, ActKind kind,
                            const Shape& shape) {
  return perform(parts, call, shape,
                 [&](db::Transaction& tx, const rollout::Named& named, const catalog::Deed& deed,
                     const Wish& wish) {
                   return wish.lift ? rollout::lift(tx, call.revision, kind, named, deed)
                                    : rollout::say(tx, call.revision, kind, named, deed);
                 });
}

}  // namespace

http::Response post_adopt(const Parts& parts, const Call& call) {
  return perform(parts, call, {},
                 [&](db::Transaction& tx, const rollout::Named& named, const catalog::Deed& deed,
                     const Wish&) { return rollout::adopt(tx, call.revision, named, deed); });
}

http::Response post_approve(const Parts& parts, const Call& call) {
  return perform(parts, call, {},
                 [&](db::Transaction& tx, const rollout::Named& named, const catalog::Deed& deed,
                     const Wish&) { return rollout::approve(tx, call.revision, named, deed); });
}

http::Response post_hold(const Parts& parts, const Call& call) {
  return perform_said(parts, call, ActKind::Hold, {.liftable = true});
}

http::Response post_pin(const Parts& parts, const Call& call) {
  return perform_said(parts, call, ActKind::Pin, {.version = true, .liftable = true});
}

http::Response post_block(const Parts& parts, const Call& call) {
  return perform_said(parts, call, ActKind::Block,
                      {.version = true, .version_to_lift = true, .liftable = true});
}

http::Response post_sync(const Parts& parts, const Call& call) {
  const auto wish = read_wish(call.request.body, {.reason = false, .groups = false});
  if (!wish) return bad_request("bad-body", wish.error());
  parts.state.write([&](db::Transaction& tx) {
    catalog::record(tx, deed_of(call, *wish), "sync asked for", call.feed->text(), wish->reason);
  });
  const auto outcome = parts.sync_now(*call.feed);
  if (!outcome) return conflict(outcome.error());
  parts.turn();
  Value::Record answer = done(parts, call, *outcome);
  answer.push_back({"check", last_check(parts, *call.feed)});
  return ok(std::move(answer));
}

}  // namespace relay::admin
