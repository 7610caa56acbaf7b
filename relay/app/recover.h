#pragma once

#include <filesystem>
#include <string>

#include "policy/result.h"
#include "relay/app/cli/command.h"
#include "relay/catalog/audit.h"
#include "relay/crypto/scrypt.h"
#include "relay/db/database.h"

/// The way back in for who may run programs on the relay's machine as the relay does: an
/// administrator who has lost his password or second factor, or one of two who is gone.
namespace relay::app {

/// Makes an account an enabled administrator's, with a password that must be changed at the first
/// sign-in, no second factor, no session and no token. Yields that password; or why it cannot be,
/// and then nothing was recorded.
policy::Result<std::string, std::string> recover_account(db::Database& state,
                                                         const std::string& name,
                                                         const catalog::Deed& deed,
                                                         const crypto::ScryptCost& cost = {});

/// `sluice recover`: the same for the data folder of these settings, whose relay must not run.
cli::Ended recover(const std::filesystem::path& config, const cli::Recover& asked);

}  // namespace relay::app
