#include "relay/admin/acts.h"

#include "relay/admin/answers.h"
#include "relay/admin/describe.h"
#include "relay/admin/describe_deeds.h"
#include "relay/admin/perform.h"
#include "relay/catalog/audit.h"
#include "relay/catalog/checks.h"
#include "relay/rollout/acts.h"

namespace relay::admin {
namespace {

using catalog::ActKind;
using json::Value;

/// Null when there was none yet.
Value last_check(const Parts& parts, const policy::FeedId& feed) {
  const auto check = parts.state.read([&](db::Connection& db) { return catalog::check(db, feed); });
  return check ? describe(*check) : Value{};
}

/// Hold, pin, block and floor, and their lifting.
http::Response perform_said(const Parts& parts, const Call& call, ActKind kind, Shape shape) {
  shape.lift = Field::Optional;
  return perform(parts, call, shape, {},
                 [&](db::Transaction& tx, const rollout::Named& named, const catalog::Deed& deed,
                     const Wish& wish) {
                   return wish.lift ? rollout::lift(tx, call.revision, kind, named, deed)
                                    : rollout::say(tx, call.revision, kind, named, deed);
                 });
}

}  // namespace

http::Response post_adopt(const Parts& parts, const Call& call) {
  return perform(parts, call, {}, rollout::adopt);
}

http::Response post_approve(const Parts& parts, const Call& call) {
  Value::List bound;
  auto answer = performed(parts, call, {}, {},
                          [&](db::Transaction& tx, const rollout::Named& named,
                              const catalog::Deed& deed, const Wish&) -> rollout::Outcome {
                            const auto bindings = rollout::bindings(tx, call.revision, named, deed);
                            if (!bindings) return policy::Refused{bindings.error()};
                            for (const rollout::Bound& one : *bindings)
                              bound.push_back(describe(one));
                            return rollout::approve(tx, call.revision, named, deed);
                          });
  if (!answer) return answer.error();
  answer->push_back({"bound", std::move(bound)});
  return ok(*std::move(answer));
}

http::Response post_hold(const Parts& parts, const Call& call) {
  return perform_said(parts, call, ActKind::Hold, {});
}

http::Response post_pin(const Parts& parts, const Call& call) {
  return perform_said(parts, call, ActKind::Pin, kVersionHere);
}

http::Response post_block(const Parts& parts, const Call& call) {
  return perform_said(parts, call, ActKind::Block,
                      {.version = Field::Required, .version_to_lift = Field::Required});
}

http::Response post_floor(const Parts& parts, const Call& call) {
  return perform_said(parts, call, ActKind::Floor, kVersionHere);
}

http::Response post_sync(const Parts& parts, const Call& call) {
  const auto wish =
      read_wish(call.request.body,
                {.reason = Field::Optional, .groups = Field::Absent, .version = Field::Absent});
  if (!wish) return bad_request("bad-body", wish.error());
  parts.state.write([&](db::Transaction& tx) {
    catalog::record(tx, deed_of(call, wish->reason), "sync asked for", call.feed->text(),
                    wish->reason);
  });
  const auto outcome = parts.sync_now(*call.feed);
  if (!outcome) return conflict(outcome.error());
  parts.turn();
  Value::Record answer = done(parts, call, *outcome);
  answer.push_back({"check", last_check(parts, *call.feed)});
  return ok(std::move(answer));
}

}  // namespace relay::admin
