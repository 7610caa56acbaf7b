#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "config/feed_spec.h"
#include "policy/result.h"
#include "relay/feed/feed.h"

namespace relay::app {

/// The local folder that a feed is mirrored from, absolute; nothing when it comes from elsewhere.
std::optional<std::filesystem::path> folder_of(const config::FeedSpec& spec);

/// The adapter for a feed of the policy. Refuses with a sentence when a trust file cannot be read.
policy::Result<std::unique_ptr<feed::Feed>, std::string> make_feed(const config::FeedSpec& spec,
                                                                   const std::string& user_agent);

}  // namespace relay::app
