#include "relay/people/account.h"

#include <algorithm>

namespace relay::people {
namespace {

std::vector<Grant> grants_of(db::Connection& db, const std::string& name) {
  std::vector<Grant> found;
  for (catalog::GrantRow& row : catalog::grants(db, name)) {
    found.push_back({row.number, std::move(row.role), std::move(row.reach)});
  }
  return found;
}

std::vector<policy::Address> known_sources(db::Connection& db, const std::string& name,
                                           policy::Instant now) {
  std::vector<policy::Address> found;
  for (const std::string& text : catalog::sources_of(db, name, now - kKnownFor)) {
    if (const auto address = policy::Address::parse(text)) found.push_back(*address);
  }
  return found;
}

}  // namespace

bool same_source(const policy::Address& one, const policy::Address& other) {
  constexpr std::size_t kNetwork = 8;
  const bool whole = one.v4() || other.v4();
  return std::equal(one.bytes.begin(), whole ? one.bytes.end() : one.bytes.begin() + kNetwork,
                    other.bytes.begin());
}

bool Account::holds_everywhere(std::string_view role) const {
  return std::ranges::any_of(
      grants, [&](const Grant& one) { return one.role.text() == role && one.reach == Reach{}; });
}

bool Account::knows(const policy::Address& source) const {
  return std::ranges::any_of(sources,
                             [&](const policy::Address& one) { return same_source(one, source); });
}

std::optional<Account> read_account(db::Connection& db, const std::string& name,
                                    policy::Instant now) {
  auto row = catalog::account(db, name);
  if (!row) return std::nullopt;
  return Account{.row = *std::move(row),
                 .grants = grants_of(db, name),
                 .changes = catalog::times_changed(db, name),
                 .password = catalog::password(db, name),
                 .factor = catalog::second_factor(db, name),
                 .recovery_codes = catalog::recovery_codes_left(db, name),
                 .sessions = catalog::open_sessions(db, name, now),
                 .tokens = catalog::api_tokens(db, name, now),
                 .sources = known_sources(db, name, now)};
}

}  // namespace relay::people
