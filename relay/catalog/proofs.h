#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/digest.h"
#include "relay/catalog/audit.h"

/// What people prove with who they are. None of it can be read back: a password is its slow hash, a
/// seed is sealed, a recovery code is its SHA-256.
namespace relay::catalog {

struct PasswordRow {
  std::string phc{};
  bool due = false;  ///< Somebody else has chosen it: its owner must choose another.
};
std::optional<PasswordRow> password(db::Connection& db, const std::string& account);
void set_password(db::Transaction& tx, const std::string& account, const PasswordRow& chosen,
                  const Deed& deed);
/// The same password, hashed as is done today: no change, and no audit row.
void rehash(db::Transaction& tx, const std::string& account, const std::string& phc);

struct FactorRow {
  std::string seed{};           ///< Sealed, as text.
  bool confirmed = false;       ///< It counts once its owner has shown a first code.
  std::uint64_t last_step = 0;  ///< The highest whose code was used.
};
std::optional<FactorRow> second_factor(db::Connection& db, const std::string& account);
/// Instead of one that was not confirmed, if there is one.
void begin_factor(db::Transaction& tx, const std::string& account, const std::string& seed,
                  const Deed& deed);
/// Uses the code of that step. False, and nothing is written, when there is none to confirm.
bool confirm_factor(db::Transaction& tx, const std::string& account, std::uint64_t step,
                    const Deed& deed);
/// With its recovery codes. False, and nothing is written, when there is none.
bool remove_factor(db::Transaction& tx, const std::string& account, const Deed& deed);
/// False, and nothing is written, when that one or a later one was used before.
bool use_step(db::Transaction& tx, const std::string& account, std::uint64_t step);

/// Instead of those there were.
void set_recovery_codes(db::Transaction& tx, const std::string& account,
                        const std::vector<policy::Digest>& codes, const Deed& deed);
/// False, and nothing is written, when it is not one of that account's, or was used.
bool use_recovery_code(db::Transaction& tx, const std::string& account, const policy::Digest& code,
                       const Deed& deed);
std::size_t recovery_codes_left(db::Connection& db, const std::string& account);

}  // namespace relay::catalog
