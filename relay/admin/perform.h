#pragma once

#include <functional>
#include <optional>
#include <string>

#include "relay/admin/call.h"
#include "relay/admin/wish.h"
#include "relay/json/value.h"
#include "relay/rollout/acts.h"

/// How a body becomes an act, and an act an answer.
namespace relay::admin {

/// An act of the rollout on the feed of a call.
using Act = std::function<rollout::Outcome(db::Transaction&, const rollout::Named&,
                                           const catalog::Deed&, const Wish&)>;
using PlainAct = rollout::Outcome (*)(db::Transaction&, const rollout::Revision&,
                                      const rollout::Named&, const catalog::Deed&);

/// Reads the body, does the act in one transaction and turns. Yields {sentence, feed, explanations:
/// […]}: what was done, and how every group stands now; else 400 for the body, 404 for what there
/// is not, 409 for what cannot be now, or when a revision came into force after the call.
policy::Result<json::Value::Record, http::Response> performed(const Parts& parts, const Call& call,
                                                              const Shape& shape, const Own& own,
                                                              const Act& act);
/// The same as an answer.
http::Response perform(const Parts& parts, const Call& call, const Shape& shape, const Own& own,
                       const Act& act);
http::Response perform(const Parts& parts, const Call& call, const Shape& shape, PlainAct act);

/// Does it in one transaction; refuses when a revision came into force after the call.
rollout::Outcome recorded(const Parts& parts, const Call& call,
                          const std::function<rollout::Outcome(db::Transaction&)>& act);

/// Turns, after an act that is recorded. Yields its sentence; with what kept the turn from being
/// made, when it was not: the act stands all the same.
std::string turned(const Parts& parts, const std::string& sentence);

/// Why the caller may not do that to these groups; nothing: he may. For every act whose body names
/// groups or can lift.
std::optional<http::Response> against(const Call& call, const Wish& wish);
http::Response not_done(const rollout::NotDone& why);
/// {sentence, feed, explanations}, as the feed stands now.
json::Value::Record done(const Parts& parts, const Call& call, const std::string& sentence);

}  // namespace relay::admin
