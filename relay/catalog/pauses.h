#pragma once

#include <vector>

#include "policy/facts.h"
#include "relay/catalog/audit.h"

namespace relay::catalog {

/// What a pause is about: one release in one group.
struct Paused {
  policy::FeedId feed;
  policy::GroupId group;
  policy::Sequence release;
};

struct PauseRow {
  policy::GroupId group;
  policy::Pause pause;
};

/// Every pause of a feed, lifted ones too: a ramp does not count their time as held.
std::vector<PauseRow> pauses(db::Connection& db, const policy::FeedId& feed);
/// Returns false, and writes nothing, when it is paused already.
bool pause(db::Transaction& tx, const Paused& what, const Deed& deed);
/// Returns false, and writes nothing, when it is not paused.
bool resume(db::Transaction& tx, const Paused& what, const Deed& deed);

}  // namespace relay::catalog
