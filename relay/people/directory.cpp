#include "relay/people/directory.h"

#include <algorithm>
#include <utility>

#include "policy/require.h"
#include "relay/crypto/sha256.h"

namespace relay::people {
namespace {

constexpr std::string_view kDoor = "signing in";

About about(const Account& account) {
  return {.person = {account.row.name, account.grants},
          .row = account.row,
          .changes = account.changes,
          .has_password = account.password.has_value(),
          .due = account.password && account.password->due,
          .second_factor = account.has_factor(),
          .recovery_codes = account.recovery_codes,
          .sessions = account.sessions.size(),
          .tokens = account.tokens};
}

bool does_more_than_look(const Account& account) {
  return std::ranges::any_of(account.grants, [](const Grant& one) {
    return one.role.text() != kViewer && one.role.text() != kAuditor;
  });
}

}  // namespace

Directory::Directory(db::Database& state, Secrets secrets, const crypto::ScryptCost& cost,
                     policy::Instant now, const Limits& limits)
    : state_{state},
      secrets_{std::move(secrets)},
      limits_{limits},
      passwords_{cost},
      throttle_{crypto::sha256("sluice-throttle-v1\n" + secrets_.seal_key).hex()},
      refusals_{state, std::string{kDoor}},
      roster_{limits} {
  policy::require(secrets_.seal_key.size() == 32, "people's secrets are sealed with 32 bytes");
  const auto all = state_.read([](db::Connection& db) { return catalog::accounts(db); });
  for (const catalog::AccountRow& row : all) refresh(row.name, now);
  set_up_ = !all.empty();
}

/// Makes memory what the catalog has: of two who changed the same account, the last one here reads
/// what both have written. Where that fails nobody comes in as that, until tidy() could read it.
Account Directory::refresh(const std::string& name, policy::Instant now) {
  const std::lock_guard lock{changing_};
  try {
    const auto account =
        state_.read([&](db::Connection& db) { return read_account(db, name, now); });
    policy::require(account.has_value(), "accounts are never removed");
    roster_.put(*account);
    return *account;
  } catch (const db::Failure&) {
    roster_.shut(name);
    throw;
  }
}

std::optional<Caller> Directory::caller(const Shown& shown, policy::Instant now) {
  return roster_.caller(shown, now);
}

std::vector<About> Directory::people() const {
  std::vector<About> found;
  for (const Account& account : roster_.all()) found.push_back(about(account));
  return found;
}

std::optional<About> Directory::find(std::string_view name) const {
  const auto account = roster_.find(name);
  if (!account) return std::nullopt;
  return about(*account);
}

bool Directory::alone(std::string_view role, std::string_view person) const {
  return std::ranges::none_of(roster_.all(), [&](const Account& account) {
    return account.row.name != person && account.holds_everywhere(role);
  });
}

bool Directory::single_person() const {
  return std::ranges::count_if(roster_.all(), does_more_than_look) <= 1;
}

bool Directory::sign_out(const Caller& caller, const catalog::Deed& deed) {
  const bool ended = state_.write(
      [&](db::Transaction& tx) { return catalog::end_session(tx, caller.shown, deed); });
  refresh(caller.person.name, deed.at);
  return ended;
}

void Directory::tidy(policy::Instant now) {
  for (const std::string& name : roster_.all_shut()) refresh(name, now);
  const auto idle = roster_.take_idle(now);
  const auto seen = roster_.take_seen();
  state_.write([&](db::Transaction& tx) {
    const catalog::Deed deed{.at = now, .reason = "nobody showed it for too long"};
    for (const policy::Digest& session : idle) catalog::end_session(tx, session, deed);
    for (const catalog::SessionRow& one : seen) catalog::note_seen(tx, one.digest, one.seen);
    catalog::forget_sessions(tx, now - kKnownFor, now);
  });
}

policy::Result<std::function<void()>, std::string> Directory::record(db::Transaction& tx,
                                                                     const Change& change,
                                                                     const catalog::Deed& deed) {
  if (auto why = write_change(tx, change, deed)) return policy::Refused{*std::move(why)};
  return std::function<void()>{
      [this, name = account_of(change), at = deed.at] { refresh(name, at); }};
}

policy::Result<policy::Done, std::string> Directory::change(const Change& change,
                                                            const catalog::Deed& deed) {
  const auto counts = state_.write([&](db::Transaction& tx) { return record(tx, change, deed); });
  if (!counts) return policy::Refused{counts.error()};
  (*counts)();
  return policy::Done{};
}

}  // namespace relay::people
