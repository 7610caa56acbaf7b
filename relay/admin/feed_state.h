#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

#include "relay/catalog/acts.h"
#include "relay/catalog/checks.h"
#include "relay/catalog/halts.h"
#include "relay/json/value.h"
#include "relay/rollout/view.h"

/// One feed, whatever its groups have: what status and flow show of it.
namespace relay::admin {

/// All that is read of it, at one moment.
struct FeedRows {
  std::shared_ptr<const rollout::Recorded> recorded{};
  std::optional<catalog::CheckRow> check{};
  std::vector<catalog::ActRow> acts{};
  std::vector<catalog::HaltRow> halts{};
  std::size_t refused = 0;  ///< What more than 1,000 were is not counted.
};
FeedRows read_feed(db::Connection& db, const rollout::Revision& revision,
                   const policy::FeedRules& feed);

/// Whether a halt still holds a release back: nobody has acknowledged it, or named the fix.
bool stands(const policy::Halt& halt);

/// What its groups have, and what that was asked with.
struct Seeing {
  const std::vector<rollout::View>& views;  ///< Of all groups.
  const policy::BypassRules& bypass;
  const policy::Moment& moment;
};
/// {feed, class, newest, check, refused, acts, halts, pauses, bypasses, doubted}: see status.h.
json::Value::Record feed_state(const FeedRows& rows, const Seeing& seeing);

}  // namespace relay::admin
