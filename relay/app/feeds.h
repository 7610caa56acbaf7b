#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "config/policy.h"
#include "policy/result.h"
#include "relay/feed/feed.h"

namespace relay::app {

/// The local folder that a feed is mirrored from, absolute; nothing when it comes from elsewhere.
std::optional<std::filesystem::path> folder_of(const config::FeedSpec& spec);

/// The adapter for a feed of the policy. Refuses with a sentence when a trust file cannot be read.
policy::Result<std::unique_ptr<feed::Feed>, std::string> make_feed(const config::FeedSpec& spec,
                                                                   const std::string& user_agent);

/// What each client of such a feed does with a release that is older than what it has.
std::span<const feed::GoesBack> going_back(config::FeedKind kind);

/// A problem for each feed of the policy that has no adapter as things are. `file` is the policy's.
std::vector<config::Problem> feed_problems(const std::filesystem::path& file,
                                           const config::Policy& policy);

}  // namespace relay::app
