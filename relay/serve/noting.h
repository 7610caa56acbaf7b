#pragma once

#include <string_view>

#include "relay/http/message.h"
#include "relay/serve/lookup.h"
#include "relay/serve/whom.h"
#include "relay/telemetry/pad.h"

namespace relay::serve {

/// Who asks for what, and how that answer ends, for people to look at. Counted neither for nor
/// against anything: that is hearing.h.
struct Notable {
  const http::Request& request;
  const Whom& whom;
  const policy::FeedId& feed;
  std::string_view path{};                  ///< Below the feed.
  std::string_view agent{};                 ///< What the client calls itself.
  const Given* given = nullptr;             ///< Nothing: the group has no release.
  const rollout::Copies* copies = nullptr;  ///< See rollout::Publication.
};

/// The ticket is to be told when the answer is over. `found`: what the answer is.
telemetry::Ticket note(telemetry::Pad& seen, const Notable& asked, const Found& found);

}  // namespace relay::serve
