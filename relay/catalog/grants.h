#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/id.h"
#include "relay/catalog/audit.h"

/// Which roles people have.
namespace relay::catalog {

/// "operator", "release-manager"
using Role = policy::Id<struct RoleKind>;

/// Where a role counts; nothing: for every feed, for every group.
struct Reach {
  std::optional<policy::FeedId> feed{};
  std::optional<policy::GroupId> group{};

  friend bool operator==(const Reach&, const Reach&) = default;
};
/// "everywhere", "for clamav", "in office", "for clamav in office"
std::string show(const Reach& reach);

struct GrantRow {
  std::int64_t number = 0;  ///< 1, 2, 3 …
  std::string account{};
  Role role;
  Reach reach{};
};

/// Those that were not lifted, of one account or of all (""), oldest first. A disabled account
/// keeps its own.
std::vector<GrantRow> grants(db::Connection& db, const std::string& account = {});

/// Its number; nothing, and nothing is written, when the account has it already.
std::optional<std::int64_t> give_role(db::Transaction& tx, const std::string& account,
                                      const Role& role, const Reach& reach, const Deed& deed);
/// False, and nothing is written, when the account has no such grant.
bool take_role(db::Transaction& tx, const std::string& account, std::int64_t number,
               const Deed& deed);

/// How often what an account may was changed.
std::int64_t times_changed(db::Connection& db, const std::string& account);

}  // namespace relay::catalog
