#pragma once

#include <initializer_list>
#include <string>

#include "relay/catalog/accounts.h"
#include "relay/catalog/grants.h"
#include "relay/catalog/setups.h"

namespace tests {

/// Makes an account with these roles, which count everywhere; set-up is done for the first one.
inline void know(relay::db::Database& state, const std::string& name,
                 std::initializer_list<const char*> roles, policy::Instant at) {
  const relay::catalog::Deed deed{.at = at, .actor = "machine"};
  state.write([&](relay::db::Transaction& tx) {
    if (relay::catalog::accounts(tx).empty()) {
      const auto token = *policy::Digest::parse_hex(std::string(64, 'e'));
      relay::catalog::allow_setup(tx, {token, at + std::chrono::hours{1}}, deed);
      relay::catalog::use_setup(tx, token, deed);
    }
    relay::catalog::make_account(tx, name, deed);
    for (const char* const role : roles) {
      relay::catalog::give_role(tx, name, *relay::catalog::Role::parse(role), {}, deed);
    }
  });
}

}  // namespace tests
