#include "relay/app/feeds.h"

#include <utility>

#include "relay/app/loaded_policy.h"
#include "relay/feed/clamav/clamav_feed.h"
#include "relay/feed/files/files_feed.h"

namespace relay::app {
namespace {

using policy::Refused;
using Made = policy::Result<std::unique_ptr<feed::Feed>, std::string>;

/// Where the vendor's files are: the upstreams, or the folder that was named instead.
std::vector<std::string> places(const config::FeedSpec& spec) {
  if (const auto folder = folder_of(spec)) return {"file://" + folder->string()};
  return spec.upstreams;
}

Made make_clamav(const config::FeedSpec& spec, const std::string& user_agent) {
  feed::clamav::Settings settings;
  settings.upstreams = places(spec);
  settings.databases = spec.clamav.databases;
  settings.cdiffs = spec.clamav.cdiffs;
  settings.user_agent = user_agent;
  if (spec.clamav.detached_signatures_required)
    settings.detached = feed::clamav::Detached::Required;
  for (const auto& file : spec.trust) {
    const auto pem = read_text(file);
    if (!pem) return Refused{pem.error()};
    const auto roots = crypto::Roots::parse(*pem);
    if (!roots) return Refused{file.string() + ": " + roots.error().what};
    settings.roots.add(*roots);
  }
  return Made{std::make_unique<feed::clamav::ClamavFeed>(std::move(settings))};
}

Made make_files(const config::FeedSpec& spec, const std::string& user_agent) {
  feed::files::FilesSettings settings{.upstream = places(spec).front(), .user_agent = user_agent};
  return Made{std::make_unique<feed::files::FilesFeed>(std::move(settings))};
}

}  // namespace

std::optional<std::filesystem::path> folder_of(const config::FeedSpec& spec) {
  if (!spec.directory) return std::nullopt;
  return std::filesystem::absolute(*spec.directory).lexically_normal();
}

Made make_feed(const config::FeedSpec& spec, const std::string& user_agent) {
  switch (spec.kind) {
    case config::FeedKind::Clamav:
      return make_clamav(spec, user_agent);
    case config::FeedKind::Files:
      return make_files(spec, user_agent);
  }
  policy::require(false, "every kind of feed has its adapter");
  return Refused{std::string{}};
}

std::span<const feed::GoesBack> going_back(config::FeedKind kind) {
  switch (kind) {
    case config::FeedKind::Clamav:
      return feed::clamav::ClamavFeed::kGoingBack;
    case config::FeedKind::Files:
      return feed::files::FilesFeed::kGoingBack;
  }
  policy::require(false, "every kind of feed says what going back does");
  return {};
}

std::vector<config::Problem> feed_problems(const std::filesystem::path& file,
                                           const config::Policy& policy) {
  std::vector<config::Problem> problems;
  for (const config::FeedSpec& spec : policy.feeds) {
    const auto made = make_feed(spec, spec.user_agent);
    if (made) continue;
    problems.push_back({.file = file.string(),
                        .line = spec.mark.line,
                        .sentence = "feed '" + spec.id.text() + "': " + made.error()});
  }
  return problems;
}

}  // namespace relay::app
