#pragma once

#include <string>

#include "relay/app/cli/command.h"
#include "relay/simulation/history.h"

namespace relay::app::cli {

/// Asks the relay what it has recorded of a feed: its status, every page of its releases, its
/// halts. Refuses with a sentence.
policy::Result<simulation::Recorded, std::string> ask_recorded(const Caller& call,
                                                               const policy::FeedId& feed);

/// The text of the policy that is in force.
policy::Result<std::string, std::string> ask_policy(const Caller& call);

}  // namespace relay::app::cli
