#include "relay/admin/feeds_asked.h"

namespace relay::admin {

policy::Result<std::vector<policy::FeedRules>, http::Response> feeds_asked(const Call& call) {
  const auto name = call.request.parameter("feed");
  if (!name) return call.revision.document.feeds;
  const auto feed = feed_named(call.revision, *name);
  if (!feed) return policy::Refused{feed.error()};
  return std::vector{*rollout::feed_of(call.revision.document, *feed)};
}

}  // namespace relay::admin
