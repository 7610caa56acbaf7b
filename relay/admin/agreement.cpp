#include "relay/admin/agreement.h"

#include <utility>

#include "policy/require.h"
#include "relay/admin/answers.h"
#include "relay/crypto/sha256.h"
#include "relay/json/write.h"

namespace relay::admin {
namespace {

using json::Value;
using policy::Refused;

constexpr policy::Span kOpenFor{7 * 24 * 3600};

/// Why it could not be done as things are now; nobody should have to look at that first.
std::optional<std::string> why_not_now(const Parts& parts, const Call& call, const Performer& by,
                                       const Wanted& wanted, const std::string& reason) {
  try {
    parts.state.write([&](db::Transaction& tx) {
      catalog::Deed deed = deed_of(call, reason);
      deed.trial = true;
      const auto tried = by.perform(tx, {parts, call.revision, wanted.subject, wanted.body, deed});
      throw Undo{tried ? "" : tried.error()};
    });
  } catch (const Undo& undo) {
    if (!undo.why.empty()) return undo.why;
  }
  return std::nullopt;
}

/// Of those who must agree; nothing: there is nobody else.
std::optional<std::string> role_of_others(const Parts& parts, const Call& call,
                                          const Performer& by) {
  for (const std::string_view role : {by.role, by.else_role}) {
    if (!role.empty() && !parts.people.alone(role, person_of(call))) return std::string{role};
  }
  return std::nullopt;
}

http::Response propose(const Parts& parts, const Call& call, const Performer& by,
                       const std::string& role, const Wanted& wanted, const std::string& reason) {
  const auto number = parts.state.write([&](db::Transaction& tx) {
    const catalog::NewProposal proposed{.kind = std::string{wanted.kind},
                                        .subject = wanted.subject,
                                        .base = by.base(tx, wanted.subject),
                                        .body = json::write(wanted.body),
                                        .role = role,
                                        .until = call.request.now + kOpenFor};
    return catalog::propose(tx, proposed, crypto::sha256(catalog::bound_text(proposed)),
                            deed_of(call, reason));
  });
  const std::string named = std::to_string(number);
  auto answer =
      ok(Value::Record{{"sentence", "others are '" + role + "', too, so proposal " + named +
                                        " waits for one of them: 'sluice vote " + named + "'"},
                       {"proposal", number}});
  answer.status = 202;
  return answer;
}

}  // namespace

policy::Result<std::string, std::string> perform_alone(const Parts& parts, const Call& call,
                                                       const Performer& by, const Wanted& wanted,
                                                       const std::string& reason) {
  try {
    const auto done = parts.state.write([&](db::Transaction& tx) {
      const catalog::Deed deed = deed_of(call, reason);
      auto performed = by.perform(tx, {parts, call.revision, wanted.subject, wanted.body, deed});
      if (!performed) throw Undo{performed.error()};
      return *std::move(performed);
    });
    if (done.counts) done.counts();
    return done.sentence;
  } catch (const Undo& undo) {
    return Refused{undo.why};
  }
}

policy::Result<std::string, http::Response> want(const Parts& parts, const Call& call,
                                                 const Wanted& wanted, const std::string& reason) {
  const Performer* const by = performer(wanted.kind);
  policy::require(by != nullptr, "what is wanted has somebody who does it");
  const auto others = role_of_others(parts, call, *by);
  if (!others) {
    auto done = perform_alone(parts, call, *by, wanted, reason);
    if (!done) return Refused{conflict(done.error())};
    return *std::move(done);
  }
  if (const auto why = why_not_now(parts, call, *by, wanted, reason))
    return Refused{conflict(*why)};
  return Refused{propose(parts, call, *by, *others, wanted, reason)};
}

}  // namespace relay::admin
