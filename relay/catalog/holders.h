#pragma once

#include <string>

#include "relay/catalog/grants.h"

/// Who could say yes, as accounts and their roles are now.
namespace relay::catalog {

/// Whether there is no account yet: then names are anybody's, and every one of them may.
bool is_nobody_known(db::Connection& db);

/// An enabled account that has the role in all of that; while nobody is known, everybody.
bool holds(db::Connection& db, const std::string& person, const std::string& role,
           const Reach& reach);
/// Whether somebody else has it there. A disabled account keeps its seat, or one of two could shut
/// the other out and be alone.
bool others_hold(db::Connection& db, const std::string& person, const std::string& role,
                 const Reach& reach);

}  // namespace relay::catalog
