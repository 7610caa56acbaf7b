#include <set>
#include <utility>

#include "relay/catalog/setups.h"
#include "relay/crypto/sha256.h"
#include "relay/people/directory.h"
#include "relay/people/password.h"
#include "relay/people/tokens.h"

namespace relay::people {
namespace {

using SetupKind = SetupRefused::Kind;

constexpr policy::Span kOpenFor{3600};
constexpr unsigned kMostWrong = 20;

/// What is written is the machine's word: nobody makes himself.
catalog::Deed setup_deed(const FirstAccount& wanted, const policy::Digest& session) {
  return {.at = wanted.now,
          .actor = "machine",
          .reason = "with the token of the machine",
          .via = via_of(session),
          .source = wanted.source.text()};
}

/// The administrator's last: from two on, others must agree to what comes after.
void give_all(db::Transaction& tx, const FirstAccount& wanted, const catalog::Deed& deed) {
  std::set<Role> roles{wanted.roles.begin(), wanted.roles.end()};
  for (const std::string_view one : kBuiltIn) roles.insert(role(one));
  roles.erase(role(kAdministrator));
  for (const Role& one : roles) catalog::give_role(tx, wanted.name, one, {}, deed);
  catalog::give_role(tx, wanted.name, role(kAdministrator), {}, deed);
}

SetupRefused too_late() {
  return {SetupKind::Done, "the relay is set up already; sign in"};
}

}  // namespace

std::optional<std::string> Directory::open_setup(policy::Instant now) {
  if (is_set_up()) return std::nullopt;
  const NewToken token = new_setup_token();
  state_.write([&](db::Transaction& tx) {
    catalog::allow_setup(tx, {token.digest, now + kOpenFor}, {.at = now});
  });
  wrong_setups_ = 0;
  return token.text;
}

policy::Refused<SetupRefused> Directory::wrong_setup(const FirstAccount& wanted) {
  refusals_.note("from " + wanted.source.text() + ": wrong token of set-up", wanted.now);
  if (++wrong_setups_ == kMostWrong) {
    state_.write([&](db::Transaction& tx) {
      catalog::void_setup(tx, {.at = wanted.now, .reason = "it was guessed at too often"});
    });
  }
  return policy::Refused{SetupRefused{
      SetupKind::WrongToken, "this is not the token of set-up: it is in the relay's data folder"}};
}

/// What can be said before anything is looked at that is secret.
std::optional<SetupRefused> Directory::against_setup(const FirstAccount& wanted) {
  if (is_set_up()) return too_late();
  const auto wait = throttle_.begin({.source = wanted.source, .now = wanted.now});
  if (wait > policy::Span::zero()) {
    return SetupRefused{SetupKind::TooMany, "too many wrong tokens came from there of late", wait};
  }
  return std::nullopt;
}

policy::Result<Started, SetupRefused> Directory::set_up(const FirstAccount& wanted) {
  if (auto why = against_setup(wanted)) return policy::Refused{*std::move(why)};
  const auto [open, made] = state_.read([&](db::Connection& db) {
    return std::pair{catalog::open_setup(db, wanted.now), !catalog::accounts(db).empty()};
  });
  if (made) return policy::Refused{too_late()};
  if (!open) {
    return policy::Refused{SetupRefused{
        SetupKind::Over, "no set-up is open: restart the relay, and it makes a new token"}};
  }
  if (open->digest != crypto::sha256(wanted.token)) return wrong_setup(wanted);
  throttle_.succeed({.source = wanted.source, .now = wanted.now});
  if (auto why = against_name(wanted.name)) {
    return policy::Refused{SetupRefused{SetupKind::BadName, *std::move(why)}};
  }
  if (auto why = against_password(wanted.password, wanted.name)) {
    return policy::Refused{SetupRefused{SetupKind::BadPassword, *std::move(why)}};
  }
  const auto phc = hashed(wanted.password);
  if (!phc) {
    return policy::Refused{SetupRefused{SetupKind::Busy, "too many at once", policy::Span{1}}};
  }
  return make_first(wanted, open->digest, *phc);
}

policy::Result<Started, SetupRefused> Directory::make_first(const FirstAccount& wanted,
                                                            const policy::Digest& setup,
                                                            const std::string& phc) {
  const NewToken token = new_session_token();
  const auto session = session_of(
      wanted.name, {.as = wanted.as, .source = wanted.source, .now = wanted.now}, token.digest);
  const auto deed = setup_deed(wanted, token.digest);
  const bool first = state_.write([&](db::Transaction& tx) {
    if (!catalog::use_setup(tx, setup, deed)) return false;
    catalog::make_account(tx, wanted.name, deed);
    catalog::set_password(tx, wanted.name, {phc, false}, deed);
    give_all(tx, wanted, deed);
    catalog::begin_session(tx, session, deed);
    return true;
  });
  if (!first) return policy::Refused{too_late()};
  set_up_ = true;
  const Account account = refresh(wanted.name, wanted.now);
  return Started{token.text, caller_of(account, session, token.text, wanted.now)};
}

}  // namespace relay::people
