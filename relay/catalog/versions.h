#pragma once

#include <optional>
#include <string>

#include "policy/release.h"
#include "relay/db/database.h"

namespace relay::catalog {

/// What a release is called. Nothing: the feed has none of that number.
std::optional<std::string> version_of(db::Connection& db, const std::string& feed,
                                      policy::Sequence release);

}  // namespace relay::catalog
