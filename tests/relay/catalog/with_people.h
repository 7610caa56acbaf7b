#pragma once

#include <string>

#include "relay/catalog/accounts.h"
#include "relay/catalog/api_tokens.h"
#include "relay/catalog/grants.h"
#include "relay/catalog/proofs.h"
#include "relay/catalog/sessions.h"
#include "relay/catalog/setups.h"
#include "tests/relay/catalog/catalog.h"

namespace tests {

inline relay::catalog::Role role(const char* name) {
  return *relay::catalog::Role::parse(name);
}

/// A catalog whose first account was made by set-up: ann's, who has no role yet.
class WithPeople : public Catalog {
 public:
  WithPeople() {
    state.write([&](relay::db::Transaction& tx) {
      relay::catalog::allow_setup(tx, {digest('e'), day(1) + std::chrono::hours{1}}, machine);
      relay::catalog::use_setup(tx, digest('e'), machine);
      relay::catalog::make_account(tx, "ann", machine);
    });
  }
  void make(const std::string& name) { tell(relay::catalog::make_account, name, by("ann")); }
  std::optional<std::int64_t> give(const std::string& name, const char* what,
                                   const relay::catalog::Reach& reach = {},
                                   const char* giver = "machine") {
    return tell(relay::catalog::give_role, name, role(what), reach, by(giver));
  }
  static relay::catalog::Deed by(const char* name) {
    return {.at = day(1), .actor = name, .reason = "why"};
  }
  /// A session of an hour.
  static relay::catalog::SessionRow session(const char* of, char mark) {
    return {.digest = digest(mark),
            .account = of,
            .source = "10.1.9.3",
            .at = day(1),
            .seen = day(1),
            .until = day(1) + std::chrono::hours{1},
            .sure_until = day(1) + std::chrono::minutes{5}};
  }

  const relay::catalog::Deed machine = by("machine");
};

}  // namespace tests
