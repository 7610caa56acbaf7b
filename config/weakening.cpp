#include "config/weakening.h"

#include <algorithm>

#include "policy/weakening.h"

namespace config {
namespace {

/// Whether the vendor's own keys prove where content comes from, so that an origin is only a
/// matter of transport.
bool is_signed(FeedKind kind) {
  switch (kind) {
    case FeedKind::Clamav:
      return true;
    case FeedKind::Files:
      return false;
  }
  return false;
}

bool trusts_more(const FeedSpec& before, const FeedSpec& after) {
  return std::ranges::any_of(after.trust, [&before](const auto& file) {
    return std::ranges::count(before.trust, file) == 0;
  });
}

void add_trust(std::vector<std::string>& sentences, const FeedSpec& before, const FeedSpec& after) {
  const auto of = "feed '" + after.id.text() + "': ";
  if (before.kind != after.kind) sentences.push_back(of + "another kind proves its releases");
  if (trusts_more(before, after)) sentences.push_back(of + "more keys are trusted");
  if (before.clamav.detached_signatures_required && !after.clamav.detached_signatures_required) {
    sentences.push_back(of + "detached signatures required → optional");
  }
  const bool moved = before.upstreams != after.upstreams || before.directory != after.directory;
  if (moved && !is_signed(after.kind)) {
    sentences.push_back(of + "another origin, and nothing but the origin vouches for its releases");
  }
}

}  // namespace

std::vector<std::string> weakened(const Policy& before, const Policy& after) {
  auto sentences = policy::weakened(before.rules, after.rules);
  for (const auto& feed : after.feeds) {
    const auto was = std::ranges::find(before.feeds, feed.id, &FeedSpec::id);
    if (was != before.feeds.end()) add_trust(sentences, *was, feed);
  }
  return sentences;
}

}  // namespace config
