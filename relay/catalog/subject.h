#pragma once

#include <optional>
#include <string>

#include "policy/id.h"
#include "policy/release.h"
#include "relay/db/database.h"

/// What an audit row is about, in the same few shapes everywhere.
namespace relay::catalog {

/// "clamav daily 27500". The release must be recorded.
std::string subject(db::Connection& db, const policy::FeedId& feed, policy::Sequence release);
/// "clamav daily 27500 → office"
std::string subject(db::Connection& db, const policy::FeedId& feed, policy::Sequence release,
                    const policy::GroupId& group);

/// Nothing: the feed has no release of that name.
std::optional<policy::Sequence> release_named(db::Connection& db, const policy::FeedId& feed,
                                              const policy::VersionText& version);

/// "a; b"; without "; " where one of them is empty.
std::string joined(const std::string& first, const std::string& second);

}  // namespace relay::catalog
