#include "relay/people/changes.h"

#include <algorithm>
#include <set>

#include "relay/people/account.h"

namespace relay::people {
namespace {

using Refusal = std::optional<std::string>;
using catalog::GrantRow;

constexpr policy::Span kLongestToken{366 * 24 * 3600};
constexpr std::size_t kLongestTokenName = 64;

std::string named(std::string_view text) {
  return "'" + std::string{text} + "'";
}

/// Accounts that have the role everywhere, disabled ones too: whoever disables the other is not
/// alone for it.
std::set<std::string> seats(db::Connection& db, std::string_view role) {
  std::set<std::string> found;
  for (const GrantRow& row : catalog::grants(db)) {
    if (row.role.text() == role && row.reach == Reach{}) found.insert(row.account);
  }
  return found;
}

/// Whether somebody else could still do what administrators do.
bool another_administrator(db::Connection& db, const std::string& name) {
  const auto all = seats(db, kAdministrator);
  return std::ranges::any_of(all, [&](const std::string& other) {
    const auto row = catalog::account(db, other);
    return other != name && row && !row->disabled;
  });
}

Refusal against_token(const MakeToken& wanted, policy::Instant now) {
  if (wanted.scopes.empty()) return "a token is for something: give it a scope";
  if (wanted.name.empty() || wanted.name.size() > kLongestTokenName) {
    return "a token's name is 1 to " + std::to_string(kLongestTokenName) + " bytes";
  }
  if (wanted.until > now && wanted.until <= now + kLongestToken) return std::nullopt;
  return "a token ends later than now and within 366 days, not at " + policy::show(wanted.until);
}

/// Writes one change.
struct Writing {
  db::Transaction& tx;
  const catalog::Deed& deed;

  Refusal unknown(const std::string& name) const {
    if (catalog::account(tx, name)) return std::nullopt;
    return "there is no account " + named(name);
  }

  Refusal give(const std::string& name, const Role& role, const Reach& reach) const {
    if (name == deed.actor && seats(tx, kAdministrator).size() > 1) {
      return "nobody gives himself a role: another administrator must";
    }
    if (catalog::give_role(tx, name, role, reach, deed)) return std::nullopt;
    return named(name) + " has " + named(role.text()) + " " + show(reach) + " already";
  }

  Refusal operator()(const MakeAccount& change) const {
    if (auto why = against_name(change.name)) return why;
    if (catalog::account(tx, change.name)) {
      return "there is an account " + named(change.name) +
             " already, and a name is never given again";
    }
    catalog::make_account(tx, change.name, deed);
    if (!change.phc.empty()) catalog::set_password(tx, change.name, {change.phc, true}, deed);
    for (const Grant& grant : change.grants) {
      // Of two that are the same the second one says nothing.
      catalog::give_role(tx, change.name, grant.role, grant.reach, deed);
    }
    return std::nullopt;
  }

  Refusal operator()(const GiveRole& change) const {
    if (auto why = unknown(change.name)) return why;
    return give(change.name, change.role, change.reach);
  }

  Refusal operator()(const TakeRole& change) const {
    if (auto why = unknown(change.name)) return why;
    const auto all = catalog::grants(tx, change.name);
    const auto grant = std::ranges::find(all, change.grant, &GrantRow::number);
    if (grant == all.end()) {
      return named(change.name) + " has no grant " + std::to_string(change.grant);
    }
    const bool is_seat = grant->role.text() == kAdministrator && grant->reach == Reach{};
    if (is_seat && !another_administrator(tx, change.name)) {
      return named(change.name) + " is the last administrator: give somebody else that role first";
    }
    catalog::take_role(tx, change.name, change.grant, deed);
    return std::nullopt;
  }

  Refusal operator()(const Disable& change) const {
    if (auto why = unknown(change.name)) return why;
    if (seats(tx, kAdministrator).contains(change.name) &&
        !another_administrator(tx, change.name)) {
      return named(change.name) + " is the last administrator: nobody could enable anybody again";
    }
    if (!catalog::disable_account(tx, change.name, deed)) {
      return named(change.name) + " is disabled already";
    }
    catalog::end_sessions(tx, change.name, std::nullopt, deed);
    return std::nullopt;
  }

  Refusal operator()(const Enable& change) const {
    if (auto why = unknown(change.name)) return why;
    if (change.name == deed.actor) return "nobody enables himself";
    if (catalog::enable_account(tx, change.name, deed)) return std::nullopt;
    return named(change.name) + " is not disabled";
  }

  Refusal operator()(const SetPassword& change) const {
    if (auto why = unknown(change.name)) return why;
    catalog::set_password(tx, change.name, {change.phc, change.due}, deed);
    catalog::end_sessions(tx, change.name, change.keep, deed);
    return std::nullopt;
  }

  Refusal operator()(const RemoveFactor& change) const {
    if (auto why = unknown(change.name)) return why;
    if (!catalog::remove_factor(tx, change.name, deed)) {
      return named(change.name) + " has no second factor";
    }
    catalog::end_sessions(tx, change.name, change.keep, deed);
    return std::nullopt;
  }

  Refusal operator()(const EndSessions& change) const {
    if (auto why = unknown(change.name)) return why;
    catalog::end_sessions(tx, change.name, change.keep, deed);
    return std::nullopt;
  }

  Refusal operator()(const MakeToken& change) const {
    if (auto why = unknown(change.owner)) return why;
    if (auto why = against_token(change, deed.at)) return why;
    catalog::make_api_token(tx,
                            {.digest = change.digest,
                             .account = change.owner,
                             .name = change.name,
                             .scope = change.scopes.text(),
                             .until = change.until},
                            deed);
    return std::nullopt;
  }

  Refusal operator()(const RevokeToken& change) const {
    if (catalog::revoke_api_token(tx, change.owner, change.number, deed)) return std::nullopt;
    return named(change.owner) + " has no token " + std::to_string(change.number);
  }
};

struct Whose {
  template <class OfOne>
  const std::string& operator()(const OfOne& change) const {
    return change.name;
  }
  const std::string& operator()(const MakeToken& change) const { return change.owner; }
  const std::string& operator()(const RevokeToken& change) const { return change.owner; }
};

}  // namespace

const std::string& account_of(const Change& change) {
  return std::visit(Whose{}, change);
}

std::optional<std::string> write_change(db::Transaction& tx, const Change& change,
                                        const catalog::Deed& deed) {
  return std::visit(Writing{tx, deed}, change);
}

}  // namespace relay::people
