#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "policy/facts.h"
#include "relay/catalog/audit.h"

namespace relay::catalog {

/// Of a feed, in the order in which they were asked for, with their reviews, and the grants of
/// those who are enabled and have their role in all of it now.
std::vector<policy::Bypass> bypasses(db::Connection& db, const policy::FeedId& feed);

/// The deed says who asks, why and when; `number`, `said`, `grants`, `granted` and `reviewed` of
/// the bypass do not matter. Returns its number.
std::int64_t ask_bypass(db::Transaction& tx, const policy::FeedId& feed,
                        const policy::Bypass& bypass, const Deed& deed);
/// The same of a fix-forward: its release is the fix of `fault`.
std::int64_t ask_fix(db::Transaction& tx, const policy::FeedId& feed, const policy::Bypass& bypass,
                     policy::Sequence fault, const Deed& deed);

/// One person's yes to a bypass, in a role, at the deed's time. Returns false, and writes nothing,
/// when this person gave it already.
bool grant_bypass(db::Transaction& tx, std::int64_t bypass, const std::string& role,
                  const Deed& deed);
/// Whether a grant of this person in that role would count: he has it for all of the bypass.
bool may_grant(db::Connection& db, std::int64_t bypass, const std::string& person,
               const std::string& role);
/// Enough people have said yes, as of the deed's time. Once for each.
void put_in_force(db::Transaction& tx, std::int64_t bypass, const Deed& deed);
/// Returns false, and writes nothing, when it was reviewed already.
bool review_bypass(db::Transaction& tx, std::int64_t bypass, const Deed& deed);

}  // namespace relay::catalog
