#include "relay/admin/stop_acts.h"

#include "relay/admin/answers.h"
#include "relay/admin/describe_deeds.h"
#include "relay/admin/perform.h"
#include "relay/catalog/stops.h"
#include "relay/rollout/stop_acts.h"

namespace relay::admin {
namespace {

using How = policy::Halt::Acknowledged::How;
using json::Part;
using json::Value;

How read_decision(const Part& part) {
  const auto word = part.text();
  if (word && *word != "resume" && *word != "block") {
    part.note("expected \"resume\" or \"block\"");
  }
  return word == "resume" ? How::Resume : How::Block;
}

}  // namespace

http::Response post_pause(const Parts& parts, const Call& call) {
  return perform(parts, call, kVersionHere, rollout::pause);
}

http::Response post_resume(const Parts& parts, const Call& call) {
  return perform(parts, call, kVersionHere, rollout::resume);
}

http::Response post_acknowledge(const Parts& parts, const Call& call) {
  rollout::Decision decision;
  const Own own{{"decision", "fixed_by"}, [&](const Part& root) {
                  decision.how = read_decision(root["decision"]);
                  decision.fixed_by = read_version(root["fixed_by"], Field::Optional);
                }};
  return perform(
      parts, call, kVersionHere, own,
      [&](db::Transaction& tx, const rollout::Named& named, const catalog::Deed& deed,
          const Wish&) { return rollout::acknowledge(tx, call.revision, named, decision, deed); });
}

http::Response post_stop(const Parts& parts, const Call& call) {
  Shape shape = kReasonAlone;
  shape.lift = Field::Optional;
  const auto wish = read_wish(call.request.body, shape);
  if (!wish) return bad_request("bad-body", wish.error());
  if (auto refusal = against(call, *wish)) return *std::move(refusal);
  const catalog::Deed deed = deed_of(call, wish->reason);
  const rollout::Outcome outcome = parts.state.write([&](db::Transaction& tx) {
    return wish->lift ? rollout::lift_stop(tx, deed) : rollout::stop(tx, deed);
  });
  if (!outcome) return not_done(outcome.error());
  const std::string sentence = turned(parts, *outcome);
  const auto stopped = parts.state.read([](db::Connection& db) { return catalog::stopped(db); });
  return ok(Value::Record{{"sentence", sentence}, {"stopped", describe(stopped)}});
}

http::Response post_confirm_clock(const Parts& parts, const Call& call) {
  const auto wish = read_wish(call.request.body, kReasonAlone);
  if (!wish) return bad_request("bad-body", wish.error());
  const auto confirmed = parts.confirm_clock(deed_of(call, wish->reason));
  if (!confirmed) return conflict(confirmed.error());
  return ok(
      Value::Record{{"sentence", "the clock is confirmed: it is " + policy::show(call.request.now)},
                    {"now", call.request.now}});
}

}  // namespace relay::admin
