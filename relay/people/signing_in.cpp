#include <utility>

#include "relay/crypto/base64.h"
#include "relay/crypto/sealed.h"
#include "relay/people/proven.h"
#include "relay/people/recovery.h"
#include "relay/people/tokens.h"
#include "relay/people/totp.h"

namespace relay::people {
namespace {

using Kind = NotSignedIn::Kind;

constexpr policy::Span kSoon{1};

catalog::Deed session_deed(const Attempt& attempt, const std::string& name,
                           const policy::Digest& session) {
  return {
      .at = attempt.now, .actor = name, .via = via_of(session), .source = attempt.source.text()};
}

Throttle::Try try_of(const Attempt& attempt, bool known) {
  return {.name = attempt.name, .source = attempt.source, .known = known, .now = attempt.now};
}

}  // namespace

/// In the audit with the others of that minute. Names are not: what is typed there may be a
/// password.
policy::Refused<NotSignedIn> Directory::refused(const Attempt& attempt, NotSignedIn why) {
  if (why.kind == Kind::Wrong || why.kind == Kind::TooMany) {
    const std::string what =
        why.kind == Kind::Wrong ? ": name, password or code is wrong" : ": too many tries of late";
    refusals_.note("from " + attempt.source.text() + what, attempt.now);
  }
  return policy::Refused{why};
}

policy::Result<Started, NotSignedIn> Directory::sign_in(const Attempt& attempt) {
  if (!is_set_up()) return policy::Refused{NotSignedIn{Kind::NotSetUp}};
  const auto proven = prove(attempt);
  if (!proven) return refused(attempt, proven.error());
  auto begun = start(*proven, attempt);
  if (!begun) return refused(attempt, {Kind::Wrong});
  throttle_.succeed(try_of(attempt, proven->known));
  return *std::move(begun);
}

policy::Result<Started, NotSignedIn> Directory::make_sure(const Caller& caller, Attempt attempt) {
  if (caller.by == Caller::By::Token) return refused(attempt, {Kind::Wrong});
  attempt.name = caller.person.name;
  attempt.as = caller.by == Caller::By::Cookie ? SessionKind::Cookie : SessionKind::Bearer;
  attempt.before = caller.shown;
  attempt.before_of = caller.person.name;
  return sign_in(attempt);
}

/// Whether it is who the name says, by the password and what else is asked of him. All that is
/// looked at is what was there at the beginning; start() makes sure that it still is.
policy::Result<Directory::Proven, NotSignedIn> Directory::prove(const Attempt& attempt) {
  const auto account = roster_.find(attempt.name);
  const bool known = account && account->knows(attempt.source);
  const auto one = try_of(attempt, known);
  const auto wait = throttle_.begin(one);
  if (wait > policy::Span::zero()) return policy::Refused{NotSignedIn{Kind::TooMany, wait}};
  const bool counts = account && account->enabled() && account->password;
  Proven proven{
      .name = attempt.name, .known = known, .phc = counts ? account->password->phc : std::string{}};
  const auto answer = passwords_.ask(attempt.password, *proven.phc);
  if (answer == Passwords::Answer::Busy) {
    throttle_.withdraw(one);
    return policy::Refused{NotSignedIn{Kind::Busy, kSoon}};
  }
  if (answer == Passwords::Answer::Wrong) return policy::Refused{NotSignedIn{Kind::Wrong}};
  switch (second_factor(attempt, *account, proven)) {
    case Factor::Needed:
      throttle_.withdraw(one);
      return policy::Refused{NotSignedIn{Kind::CodeNeeded}};
    case Factor::TooMany:
      return policy::Refused{NotSignedIn{Kind::TooMany, Throttle::kCodesWithin}};
    case Factor::Wrong:
      return policy::Refused{NotSignedIn{Kind::Wrong}};
    case Factor::None:
    case Factor::Code:
    case Factor::Recovery:
      break;
  }
  if (passwords_.outdated(*proven.phc)) proven.rehashed = passwords_.hash(attempt.password);
  return proven;
}

/// The code is looked at once the password was right: whoever has not got it learns nothing.
Directory::Factor Directory::second_factor(const Attempt& attempt, const Account& account,
                                           Proven& proven) {
  if (!account.has_factor()) return Factor::None;
  if (attempt.code.empty() && attempt.recovery.empty()) return Factor::Needed;
  if (throttle_.begin_code(attempt.name, attempt.now) > policy::Span::zero()) {
    return Factor::TooMany;
  }
  if (!attempt.recovery.empty()) {
    // Whether it is one is the transaction's to say, which uses it.
    proven.recovery = kept_of(secrets_.seal_key, attempt.name, attempt.recovery);
    return Factor::Recovery;
  }
  const auto sealed = crypto::from_base64(account.factor->seed);
  const auto seed =
      sealed ? crypto::unseal(secrets_.seal_key, *sealed, attempt.name) : std::nullopt;
  if (seed) proven.step = step_of(*seed, attempt.code, attempt.now);
  return proven.step ? Factor::Code : Factor::Wrong;
}

/// Whether what proved it still does, and uses up what works once.
bool Directory::still_proven(db::Transaction& tx, const Proven& proven,
                             const catalog::Deed& deed) const {
  const auto row = catalog::account(tx, proven.name);
  if (!row || row->disabled) return false;
  if (proven.phc) {
    const auto password = catalog::password(tx, proven.name);
    if (!password || password->phc != *proven.phc) return false;
    const auto factor = catalog::second_factor(tx, proven.name);
    const bool asked = factor && factor->confirmed;
    if (asked && !proven.step && !proven.recovery) return false;
  }
  if (proven.step && !catalog::use_step(tx, proven.name, *proven.step)) return false;
  return !proven.recovery || catalog::use_recovery_code(tx, proven.name, *proven.recovery, deed);
}

catalog::SessionRow Directory::session_of(const std::string& name, const Attempt& attempt,
                                          const policy::Digest& digest) const {
  const auto until = attempt.now + limits_.absolute;
  return {.digest = digest,
          .account = name,
          .shown_as = attempt.as,
          .source = attempt.source.text(),
          .at = attempt.now,
          .seen = attempt.now,
          .until = until,
          .sure_until = std::min(until, attempt.now + limits_.sure)};
}

/// Always with a token of its own: one that was shown before never becomes a session. Nothing when
/// what proved it no longer does.
std::optional<Started> Directory::start(const Proven& proven, const Attempt& attempt) {
  const NewToken token = new_session_token();
  const auto session = session_of(proven.name, attempt, token.digest);
  const auto deed = session_deed(attempt, proven.name, token.digest);
  const bool begun = state_.write([&](db::Transaction& tx) {
    if (!still_proven(tx, proven, deed)) return false;
    if (proven.rehashed) catalog::rehash(tx, proven.name, *proven.rehashed);
    if (attempt.before) catalog::end_session(tx, *attempt.before, deed);
    catalog::begin_session(tx, session, deed);
    return true;
  });
  if (!begun) return std::nullopt;
  if (proven.step || proven.recovery) throttle_.succeed_code(proven.name);
  // Whoever was signed in before on that browser may be somebody else.
  if (const auto other = attempt.before_of; !other.empty() && other != proven.name) {
    refresh(other, attempt.now);
  }
  const Account account = refresh(proven.name, attempt.now);
  return Started{token.text, caller_of(account, session, token.text, attempt.now)};
}

}  // namespace relay::people
