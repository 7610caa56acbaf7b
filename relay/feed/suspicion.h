#pragma once

#include <optional>
#include <string>
#include <vector>

#include "relay/catalog/releases.h"
#include "relay/store/store.h"
#include "relay/store/tree.h"

/// What a vendor that takes something back looks like from outside: a release that is replaced at
/// once, or that gives way to an older one. Such a release opens nowhere new.
namespace relay::feed {

/// The newest release before the last whose files are exactly these, whatever their times; of the
/// last sixteen. Nothing: this is new.
std::optional<catalog::ReleaseRow> returned_to(const store::Store& store, const store::Tree& tree,
                                               const std::vector<catalog::ReleaseRow>& releases);

/// To be asked when a release was accepted, in the same transaction: makes the one before it
/// suspect if it was superseded abnormally fast, and says so; see policy/supersession.h.
std::vector<std::string> suspect_replaced(db::Transaction& tx, const policy::FeedId& feed,
                                          std::optional<policy::Span> replaced_within,
                                          const catalog::Deed& deed);

/// Makes every good release after this one suspect, and says so of each.
std::vector<std::string> suspect_after(db::Transaction& tx, const catalog::ReleaseRow& back,
                                       const catalog::Deed& deed);

}  // namespace relay::feed
