#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/rules.h"
#include "relay/catalog/audit.h"

/// Who people are. An account's name is who somebody is for ever: it is never changed or given
/// again, and whoever may no longer come is disabled.
namespace relay::catalog {

struct AccountRow {
  std::string name{};
  policy::Instant at{};
  std::string by{};
  std::optional<policy::Said> disabled{};  ///< By whom, why and since when.
};

/// All of them, by their names.
std::vector<AccountRow> accounts(db::Connection& db);
std::optional<AccountRow> account(db::Connection& db, const std::string& name);

/// Of somebody new. The first one only where set-up was done in this transaction.
void make_account(db::Transaction& tx, const std::string& name, const Deed& deed);
/// Both return false, and write nothing, when it is so already. Nobody enables himself.
bool disable_account(db::Transaction& tx, const std::string& name, const Deed& deed);
bool enable_account(db::Transaction& tx, const std::string& name, const Deed& deed);

}  // namespace relay::catalog
