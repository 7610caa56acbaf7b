#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/digest.h"
#include "relay/catalog/audit.h"

/// What people give to programs, so that these act for them within a scope.
namespace relay::catalog {

struct NewApiToken {
  policy::Digest digest{};  ///< SHA-256 of it.
  std::string account{};
  std::string name{};       ///< What its owner calls it: "ci".
  std::string scope{};      ///< "look operate"
  policy::Instant until{};  ///< Later than the deed, by 366 days at most.
};

struct ApiTokenRow {
  std::int64_t number = 0;  ///< 1, 2, 3 …
  NewApiToken token{};
  policy::Instant at{};
};

/// Those of an account that were not revoked and are not over, oldest first.
std::vector<ApiTokenRow> api_tokens(db::Connection& db, const std::string& account,
                                    policy::Instant now);

/// Its number.
std::int64_t make_api_token(db::Transaction& tx, const NewApiToken& token, const Deed& deed);
/// False, and nothing is written, when the account has no such token.
bool revoke_api_token(db::Transaction& tx, const std::string& account, std::int64_t number,
                      const Deed& deed);

}  // namespace relay::catalog
