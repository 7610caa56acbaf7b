#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "relay/admin/call.h"
#include "relay/catalog/proposals.h"
#include "relay/json/value.h"

/// Acts that take a second person as soon as there is one: what somebody asks for is kept as a
/// proposal, and done when enough others have agreed to exactly that.
namespace relay::admin {

struct Wanted {
  std::string_view kind{};  ///< Of a performer.
  std::string subject{};
  json::Value body{};  ///< All that it needs to be done later.
};

/// Done at once while nobody else has the role: its sentence. Else the answer: 409 when it could
/// not be done as things are now, or 202 {sentence, proposal: NUMBER}.
policy::Result<std::string, http::Response> want(const Parts& parts, const Call& call,
                                                 const Wanted& wanted, const std::string& reason);

/// What became of an act that was agreed to.
struct Performed {
  std::string sentence{};
  std::function<void()> counts{};  ///< To be called when the transaction is durable.
};
struct Performing {
  const Parts& parts;
  const rollout::Revision& revision;
  const std::string& subject;
  const json::Value& body;
  const catalog::Deed& deed;
};
/// How one kind of proposal is done.
struct Performer {
  std::string_view kind{};
  std::string_view role{};  ///< Of those who must agree.
  /// What it would change, as that is now: when it is another at a vote, the proposal is void.
  std::string (*base)(db::Connection& db, const std::string& subject) = nullptr;
  /// A refusal undoes the transaction.
  policy::Result<Performed, std::string> (*perform)(db::Transaction& tx,
                                                    const Performing& what) = nullptr;
  /// Of those who must agree where nobody else has `role`; empty: then nobody must.
  std::string_view else_role{};
};
/// Thrown in a transaction, so that nothing of it is left; caught where that was begun.
struct Undo {
  std::string why{};
};
/// Nothing for a policy's text, which relay/app puts in force.
const Performer* performer(std::string_view kind);

/// In a transaction of its own that a refusal undoes; then it counts.
policy::Result<std::string, std::string> perform_alone(const Parts& parts, const Call& call,
                                                       const Performer& performer,
                                                       const Wanted& wanted,
                                                       const std::string& reason);

}  // namespace relay::admin
