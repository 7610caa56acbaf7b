#include "relay/people/roster.h"

#include <algorithm>
#include <utility>

#include "relay/crypto/base64.h"
#include "relay/crypto/sha256.h"
#include "relay/people/tokens.h"

namespace relay::people {
namespace {

using catalog::ApiTokenRow;
using catalog::SessionRow;

Person person_of(const Account& account) {
  return {.name = account.row.name, .grants = account.grants};
}

std::string csrf_of(std::string_view token) {
  constexpr std::string_view kTag{"sluice-csrf-v1\0", 15};
  const auto digest = crypto::sha256(std::string{kTag} + std::string{token});
  return crypto::base64url({reinterpret_cast<const char*>(digest.bytes.data()), 32});
}

bool is_idle(const SessionRow& session, const Limits& limits, policy::Instant now) {
  return now - session.seen >= limits.idle;
}

}  // namespace

Caller caller_of(const Account& account, const SessionRow& session, std::string_view token,
                 policy::Instant now) {
  return {.person = person_of(account),
          .by = session.shown_as == SessionKind::Cookie ? Caller::By::Cookie : Caller::By::Bearer,
          .shown = session.digest,
          .via = via_of(session.digest),
          .sure = now < session.sure_until,
          .due = account.password && account.password->due,
          .csrf = csrf_of(token),
          .until = session.until};
}

void Roster::put(Account account) {
  const std::lock_guard lock{mutex_};
  const std::string name = account.row.name;
  Known& known = known_[name];
  for (const SessionRow& gone : known.account.sessions) of_session_.erase(gone.digest);
  for (const ApiTokenRow& gone : known.account.tokens) of_token_.erase(gone.token.digest);
  for (SessionRow& session : account.sessions) {
    of_session_.insert_or_assign(session.digest, name);
    const auto old = std::ranges::find(known.account.sessions, session.digest, &SessionRow::digest);
    if (old != known.account.sessions.end()) session.seen = std::max(session.seen, old->seen);
  }
  for (const ApiTokenRow& row : account.tokens) of_token_.insert_or_assign(row.token.digest, name);
  known.account = std::move(account);
  known.shut = false;
}

void Roster::shut(const std::string& name) {
  const std::lock_guard lock{mutex_};
  Known& known = known_[name];
  known.account.row.name = name;
  known.shut = true;
}

std::optional<Caller> Roster::caller(const Shown& shown, policy::Instant now) {
  if (shown.cookie.empty() == shown.bearer.empty()) return std::nullopt;
  const std::lock_guard lock{mutex_};
  if (!shown.cookie.empty()) return by_session(shown.cookie, SessionKind::Cookie, now);
  if (is_api_token(shown.bearer)) return by_token(shown.bearer, now);
  return by_session(shown.bearer, SessionKind::Bearer, now);
}

std::optional<Caller> Roster::by_session(std::string_view token, SessionKind kind,
                                         policy::Instant now) {
  const auto digest = crypto::sha256(token);
  const auto whose = of_session_.find(digest);
  if (whose == of_session_.end()) return std::nullopt;
  Known& known = known_.at(whose->second);
  const auto session = std::ranges::find(known.account.sessions, digest, &SessionRow::digest);
  const bool lasts = now < session->until && !is_idle(*session, limits_, now);
  const bool counts = session->shown_as == kind && !known.shut && known.account.enabled();
  if (!lasts || !counts) return std::nullopt;
  session->seen = std::max(session->seen, now);
  known.unsaid.insert_or_assign(digest, session->seen);
  return caller_of(known.account, *session, token, now);
}

std::optional<Caller> Roster::by_token(std::string_view token, policy::Instant now) {
  const auto digest = crypto::sha256(token);
  const auto whose = of_token_.find(digest);
  if (whose == of_token_.end()) return std::nullopt;
  const Known& known = known_.at(whose->second);
  const Account& account = known.account;
  const auto row = std::ranges::find(account.tokens, digest,
                                     [](const ApiTokenRow& one) { return one.token.digest; });
  if (known.shut || !account.enabled() || now >= row->token.until) return std::nullopt;
  return Caller{.person = person_of(account),
                .by = Caller::By::Token,
                .shown = digest,
                .via = "token " + std::to_string(row->number) + " " + row->token.name,
                .scopes = Scopes::parse(row->token.scope).value_or(Scopes{}),
                .until = row->token.until};
}

std::optional<Person> Roster::still(const Caller& caller, policy::Instant now) const {
  const std::lock_guard lock{mutex_};
  const auto found = known_.find(caller.person.name);
  if (found == known_.end() || found->second.shut) return std::nullopt;
  const Account& account = found->second.account;
  const bool is_token = caller.by == Caller::By::Token;
  const bool lasts =
      is_token
          ? std::ranges::any_of(account.tokens,
                                [&](const ApiTokenRow& one) {
                                  return one.token.digest == caller.shown && now < one.token.until;
                                })
          : std::ranges::any_of(account.sessions, [&](const SessionRow& one) {
              return one.digest == caller.shown && now < one.until && !is_idle(one, limits_, now);
            });
  return lasts && account.enabled() ? std::optional{person_of(account)} : std::nullopt;
}

std::optional<Account> Roster::find(std::string_view name) const {
  const std::lock_guard lock{mutex_};
  const auto found = known_.find(name);
  if (found == known_.end() || found->second.shut) return std::nullopt;
  return found->second.account;
}

std::vector<Account> Roster::all() const {
  const std::lock_guard lock{mutex_};
  std::vector<Account> found;
  found.reserve(known_.size());
  for (const auto& [name, known] : known_) found.push_back(known.account);
  return found;
}

std::vector<std::string> Roster::all_shut() const {
  const std::lock_guard lock{mutex_};
  std::vector<std::string> found;
  for (const auto& [name, known] : known_) {
    if (known.shut) found.push_back(name);
  }
  return found;
}

std::vector<policy::Digest> Roster::take_idle(policy::Instant now) {
  const std::lock_guard lock{mutex_};
  std::vector<policy::Digest> found;
  for (auto& one : known_) {
    Known& known = one.second;
    std::erase_if(known.account.sessions, [&](const SessionRow& session) {
      if (!is_idle(session, limits_, now)) return false;
      of_session_.erase(session.digest);
      known.unsaid.erase(session.digest);
      found.push_back(session.digest);
      return true;
    });
  }
  return found;
}

std::vector<SessionRow> Roster::take_seen() {
  const std::lock_guard lock{mutex_};
  std::vector<SessionRow> found;
  for (auto& [name, known] : known_) {
    for (const auto& [digest, seen] : std::exchange(known.unsaid, {})) {
      found.push_back({.digest = digest, .account = name, .seen = seen});
    }
  }
  return found;
}

}  // namespace relay::people
