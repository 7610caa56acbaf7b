#include "relay/admin/counted_yeses.h"

#include <algorithm>
#include <variant>

#include "policy/progress.h"

namespace relay::admin {
namespace {

bool counts(const catalog::DeedRow& deed, const rollout::View& seen, const policy::Moment& moment) {
  const auto& withheld = seen.plan.withheld;
  const auto release =
      std::ranges::find(withheld, deed.release->sequence, &policy::Withheld::release);
  if (release == withheld.end() || !seen.rules || seen.rules->digest != deed.yes->stage)
    return false;
  if (seen.recorded->facts.release(release->release).tree != deed.yes->tree) return false;
  return std::ranges::any_of(
      policy::progress(rollout::question(seen, moment), *release), [&](const policy::Asked& one) {
        const auto* const line = std::get_if<policy::ApprovalAsked>(&one.what);
        return line != nullptr && std::ranges::count(line->people, deed.person) > 0;
      });
}

}  // namespace

CountedYeses::CountedYeses(const Parts& parts, const Call& call)
    : parts_{parts}, call_{call}, moment_{moment_of(parts, call)} {}

bool CountedYeses::has(const catalog::DeedRow& deed) {
  const bool is_over = !deed.yes || deed.yes->used || !deed.until || *deed.until <= moment_.now;
  if (is_over || !deed.feed || !deed.release) return false;
  return std::ranges::any_of(views_of(*deed.feed), [&](const rollout::View& seen) {
    return std::ranges::count(deed.groups, seen.group) > 0 && counts(deed, seen, moment_);
  });
}

const std::vector<rollout::View>& CountedYeses::views_of(const policy::FeedId& feed) {
  const auto [found, is_new] = views_.try_emplace(feed);
  if (is_new && rollout::feed_of(call_.revision.document, feed) != nullptr) {
    found->second = parts_.state.read(
        [&](db::Connection& db) { return rollout::views(db, call_.revision, feed, moment_); });
  }
  return found->second;
}

}  // namespace relay::admin
