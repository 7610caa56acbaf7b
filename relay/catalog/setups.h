#pragma once

#include <optional>

#include "policy/digest.h"
#include "relay/catalog/audit.h"

/// Leave to make the first account: whoever has the token of the machine may, for an hour, once.
namespace relay::catalog {

struct SetupRow {
  policy::Digest digest{};  ///< SHA-256 of its token.
  policy::Instant until{};
};

/// The one that may still be used; the newest counts alone. Nothing once there is an account.
std::optional<SetupRow> open_setup(db::Connection& db, policy::Instant now);

/// Instead of any there was. The schema refuses it once there is an account.
void allow_setup(db::Transaction& tx, const SetupRow& setup, const Deed& deed);
/// False, and nothing is written, when it is not the open one. From then on the first account may
/// be made: in this transaction, or there will be none.
bool use_setup(db::Transaction& tx, const policy::Digest& token, const Deed& deed);
/// It was guessed at too often.
void void_setup(db::Transaction& tx, const Deed& deed);

}  // namespace relay::catalog
