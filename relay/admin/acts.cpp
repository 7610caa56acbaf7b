#include "relay/admin/acts.h"

#include <algorithm>

#include "relay/admin/answers.h"
#include "relay/admin/body.h"
#include "relay/admin/describe.h"
#include "relay/admin/describe_deeds.h"
#include "relay/admin/perform.h"
#include "relay/catalog/audit.h"
#include "relay/catalog/checks.h"
#include "relay/rollout/acts.h"

namespace relay::admin {
namespace {

using catalog::ActKind;
using json::Part;
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

Value list_of_bound(const std::vector<rollout::Bound>& bound) {
  Value::List list;
  for (const rollout::Bound& one : bound) list.push_back(describe(one));
  return list;
}

/// The names of a query: "office,default"; for all groups "all", or nothing.
std::vector<std::string> split(std::string_view names) {
  std::vector<std::string> found;
  if (names == "all") return found;
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(','), names.size());
    found.emplace_back(names.substr(0, end));
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return found;
}

/// What somebody who says yes tells of it: a line each.
std::string read_line(const Part& part) {
  return part.null() ? std::string{} : read_reason(part);
}

rollout::Told read_told(const Part& root) {
  rollout::Told told{.ticket = read_line(root["ticket"]),
                     .report = read_line(root["report"]),
                     .decision = read_line(root["decision"])};
  if (!root["expect"].null()) told.expect = read_digest(root["expect"]);
  return told;
}

}  // namespace

http::Response post_adopt(const Parts& parts, const Call& call) {
  return perform(parts, call, {}, rollout::adopt);
}

http::Response get_bound(const Parts& parts, const Call& call) {
  const rollout::Named named{.feed = call.feed->text(),
                             .groups = split(call.request.parameter("groups").value_or("")),
                             .version = call.request.parameter("version").value_or("")};
  const auto bound = parts.state.read([&](db::Connection& db) {
    return rollout::bindings(db, call.revision, named, deed_of(call, ""));
  });
  if (!bound) return not_done(bound.error());
  return ok(Value::Record{{"feed", call.feed->text()},
                          {"digest", rollout::digest_of(*bound)},
                          {"bound", list_of_bound(*bound)}});
}

http::Response post_approve(const Parts& parts, const Call& call) {
  rollout::Told told;
  const Own own{{"expect", "ticket", "report", "decision"},
                [&](const Part& root) { told = read_told(root); }};
  Value bound;
  auto answer = performed(parts, call, {}, own,
                          [&](db::Transaction& tx, const rollout::Named& named,
                              const catalog::Deed& deed, const Wish&) -> rollout::Outcome {
                            const auto bindings = rollout::bindings(tx, call.revision, named, deed);
                            if (!bindings) return policy::Refused{bindings.error()};
                            bound = list_of_bound(*bindings);
                            return rollout::approve(tx, call.revision, named, told, deed);
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
