#pragma once

#include <string>

#include "relay/rollout/recorded.h"

namespace relay::rollout {

/// Under which revision, and when, something happened by itself.
struct Under {
  std::int64_t revision = 0;
  const policy::FeedRulesOf& rules;  ///< Of the feed.
  const policy::Moment& moment;
};

/// Records what the policy found to happen, with its audit row: reason and evidence. `recorded` has
/// it already.
void record(db::Transaction& tx, const Recorded& recorded, const policy::Event& event,
            const Under& under);

/// "clamav: opened 27500 → office at 5%"
std::string told(const Recorded& recorded, const policy::Event& event);

}  // namespace relay::rollout
