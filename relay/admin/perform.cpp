#include "relay/admin/perform.h"

#include <system_error>

#include "relay/admin/answers.h"
#include "relay/admin/explain.h"
#include "relay/catalog/revisions.h"

namespace relay::admin {

using json::Value;

namespace {

/// Whether another revision was recorded since the call was read.
bool is_overtaken(db::Connection& db, const Call& call) {
  const auto newest = catalog::revisions(db, 0, 1);
  return newest.empty() || newest.front().number != call.revision.number;
}

std::string not_turned(const std::string& sentence, const std::exception& failure) {
  return sentence +
         "; this is recorded, but what follows from it waits for the next turn: " + failure.what();
}

}  // namespace

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

std::optional<http::Response> against(const Call& call, const Wish& wish) {
  const people::Caller& caller = caller_of(call);
  const Roles roles = wish.lift ? call.access.to_lift : call.access.roles;
  if (wish.lift) {
    if (auto refusal = unless_person(caller)) return refusal;
  }
  if (wish.groups.empty()) return against(roles, caller, {.feed = call.feed});
  for (const std::string& name : wish.groups) {
    // What cannot be a group is refused further in, to whoever may act in all of them.
    if (auto refusal =
            against(roles, caller, {.feed = call.feed, .group = policy::GroupId::parse(name)})) {
      return refusal;
    }
  }
  return std::nullopt;
}

rollout::Outcome recorded(const Parts& parts, const Call& call,
                          const std::function<rollout::Outcome(db::Transaction&)>& act) {
  return parts.state.write([&](db::Transaction& tx) -> rollout::Outcome {
    if (is_overtaken(tx, call)) {
      return policy::Refused{rollout::NotDone{rollout::NotDone::Kind::NotNow,
                                              "the policy has just changed; ask again"}};
    }
    return act(tx);
  });
}

policy::Result<Value::Record, http::Response> performed(const Parts& parts, const Call& call,
                                                        const Shape& shape, const Own& own,
                                                        const Act& act) {
  const auto wish = read_wish(call.request.body, shape, own);
  if (!wish) return policy::Refused{bad_request("bad-body", wish.error())};
  if (auto refusal = against(call, *wish)) return policy::Refused{*std::move(refusal)};
  const rollout::Named named{
      .feed = call.feed->text(), .groups = wish->groups, .version = wish->version};
  const auto outcome = recorded(parts, call, [&](db::Transaction& tx) {
    return act(tx, named, deed_of(call, wish->reason), *wish);
  });
  if (!outcome) return policy::Refused{not_done(outcome.error())};
  return done(parts, call, turned(parts, *outcome));
}

std::string turned(const Parts& parts, const std::string& sentence) {
  try {
    parts.turn();
    return sentence;
  } catch (const db::Failure& failure) {
    return not_turned(sentence, failure);
  } catch (const std::system_error& failure) {
    return not_turned(sentence, failure);
  }
}

http::Response perform(const Parts& parts, const Call& call, const Shape& shape, const Own& own,
                       const Act& act) {
  auto answer = performed(parts, call, shape, own, act);
  return answer ? ok(*std::move(answer)) : answer.error();
}

http::Response perform(const Parts& parts, const Call& call, const Shape& shape, PlainAct act) {
  return perform(parts, call, shape, {},
                 [&](db::Transaction& tx, const rollout::Named& named, const catalog::Deed& deed,
                     const Wish&) { return act(tx, call.revision, named, deed); });
}

}  // namespace relay::admin
