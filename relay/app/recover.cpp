#include "relay/app/recover.h"

#include <stdexcept>

#include "relay/app/audit_secrets.h"
#include "relay/app/engine.h"
#include "relay/app/run.h"
#include "relay/app/settings_file.h"
#include "relay/catalog/accounts.h"
#include "relay/catalog/api_tokens.h"
#include "relay/catalog/holders.h"
#include "relay/catalog/proofs.h"
#include "relay/catalog/schema.h"
#include "relay/crypto/random.h"
#include "relay/io/folder_lock.h"
#include "relay/people/changes.h"
#include "relay/people/passwords.h"

namespace relay::app {
namespace {

using policy::Refused;

/// Undoes the transaction.
struct NotRecovered {
  std::string why{};
};

/// One account, changed by whoever sits at the machine.
struct Recovering {
  db::Transaction& tx;
  const std::string& name;
  const catalog::Deed& deed;

  void change(const people::Change& change) const {
    if (const auto why = people::write_change(tx, change, deed)) throw NotRecovered{*why};
  }

  void all(const std::string& phc) const {
    const auto account = catalog::account(tx, name);
    if (!account) throw NotRecovered{"there is no account '" + name + "'"};
    if (account->disabled) change(people::Enable{.name = name});
    change(people::SetPassword{.name = name, .phc = phc, .due = true});
    if (catalog::second_factor(tx, name)) change(people::RemoveFactor{.name = name});
    for (const auto& token : catalog::api_tokens(tx, name, deed.at)) {
      change(people::RevokeToken{.owner = name, .number = token.number});
    }
    if (!catalog::holds(tx, name, std::string{people::kAdministrator}, {})) {
      change(people::GiveRole{.name = name, .role = *people::Role::parse(people::kAdministrator)});
    }
  }
};

cli::Ended no_recovery(const std::string& why) {
  return {.code = kFailed, .err = "sluice: " + why + "\n"};
}

cli::Ended recover_in(const config::Settings& settings, const cli::Recover& asked) {
  const io::SystemClock clock;
  io::Log log{clock, io::Level::Error};
  db::Database state{Engine::state_file(settings.data_folder), catalog::migrations()};
  audit::SealedAudit audit{state, audit_settings(settings.data_folder, settings.audit, state), log,
                           clock.now()};
  const auto password = recover_account(
      state, asked.name, {.at = clock.now(), .actor = "machine", .reason = asked.reason});
  if (!password) return no_recovery(password.error());
  audit.note_head_now(clock.now());
  return {.out = "'" + asked.name + "' is an administrator with the password\n\n    " + *password +
                 "\n\nwhich is shown this once and must be changed at the first sign-in. Start the "
                 "relay, then: sluice login " +
                 asked.name + "\n"};
}

}  // namespace

policy::Result<std::string, std::string> recover_account(db::Database& state,
                                                         const std::string& name,
                                                         const catalog::Deed& deed,
                                                         const crypto::ScryptCost& cost) {
  const std::string password = crypto::random_token("");
  const auto phc = people::Passwords{cost}.hash(password);
  if (!phc) return Refused{std::string{"the password cannot be hashed"}};
  try {
    state.write([&](db::Transaction& tx) { Recovering{tx, name, deed}.all(*phc); });
  } catch (const NotRecovered& refusal) {
    return Refused{refusal.why};
  }
  return password;
}

cli::Ended recover(const std::filesystem::path& config, const cli::Recover& asked) {
  const auto settings = load_settings(config);
  if (!settings) return {.code = kFailed};
  const auto& data = settings->data_folder;
  if (!std::filesystem::exists(Engine::state_file(data))) {
    return no_recovery("no relay has run with the data folder " + data.string());
  }
  const auto lock = io::FolderLock::take(data);
  if (!lock) return no_recovery(lock.error().text() + "; stop the relay first");
  return recover_in(*settings, asked);
}

}  // namespace relay::app
