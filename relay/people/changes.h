#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "policy/digest.h"
#include "relay/catalog/audit.h"
#include "relay/people/person.h"

/// What people do to people's accounts. A closed set: a new one breaks the build where it is
/// recorded and told.
namespace relay::people {

/// Its owner must choose another password at once. Without one nobody can sign in as that yet.
struct MakeAccount {
  std::string name{};
  std::vector<Grant> grants{};
  std::string phc{};  ///< Of Directory::hashed(); may be empty.
};
struct GiveRole {
  std::string name{};
  Role role;
  Reach reach{};
};
struct TakeRole {
  std::string name{};
  std::int64_t grant = 0;
};
/// Ends its sessions; its tokens count no more until it is enabled.
struct Disable {
  std::string name{};
};
struct Enable {
  std::string name{};
};
/// Ends its sessions, but that one.
struct SetPassword {
  std::string name{};
  std::string phc{};
  bool due = false;  ///< Somebody else has chosen it.
  std::optional<policy::Digest> keep{};
};
/// The same.
struct RemoveFactor {
  std::string name{};
  std::optional<policy::Digest> keep{};
};
struct EndSessions {
  std::string name{};
  std::optional<policy::Digest> keep{};
};
struct MakeToken {
  std::string owner{};
  std::string name{};
  Scopes scopes{};
  policy::Instant until{};
  policy::Digest digest{};  ///< Of new_api_token().
};
struct RevokeToken {
  std::string owner{};
  std::int64_t number = 0;
};

using Change = std::variant<MakeAccount, GiveRole, TakeRole, Disable, Enable, SetPassword,
                            RemoveFactor, EndSessions, MakeToken, RevokeToken>;

/// Whose account it changes.
const std::string& account_of(const Change& change);

/// Writes it with its audit row. What it yields says why it cannot be, as things are in this
/// transaction: then nothing was written. The schema refuses what is refused here, too, and more.
std::optional<std::string> write_change(db::Transaction& tx, const Change& change,
                                        const catalog::Deed& deed);

}  // namespace relay::people
