#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/address.h"
#include "relay/catalog/accounts.h"
#include "relay/catalog/api_tokens.h"
#include "relay/catalog/proofs.h"
#include "relay/catalog/sessions.h"
#include "relay/people/person.h"

namespace relay::people {

/// From where somebody has signed in within so long, others' guesses do not keep him waiting.
inline constexpr policy::Span kKnownFor{30 * 24 * 3600};

/// Whether both are one machine, or of one IPv6 network of 64 bits.
bool same_source(const policy::Address& one, const policy::Address& other);

/// Everything that the catalog says of one account. It has what proves who somebody is: nothing of
/// it leaves this room.
struct Account {
  catalog::AccountRow row{};
  std::vector<Grant> grants{};
  std::int64_t changes = 0;  ///< Of what it may: goes up with each.
  std::optional<catalog::PasswordRow> password{};
  std::optional<catalog::FactorRow> factor{};
  std::size_t recovery_codes = 0;  ///< Not used yet.
  std::vector<catalog::SessionRow> sessions{};
  std::vector<catalog::ApiTokenRow> tokens{};
  std::vector<policy::Address> sources{};

  bool enabled() const { return !row.disabled; }
  bool has_factor() const { return factor && factor->confirmed; }
  /// For all feeds and in all groups.
  bool holds_everywhere(std::string_view role) const;
  bool knows(const policy::Address& source) const;
};

std::optional<Account> read_account(db::Connection& db, const std::string& name,
                                    policy::Instant now);

}  // namespace relay::people
