#include "relay/admin/bypass_acts.h"

#include "relay/admin/answers.h"
#include "relay/admin/perform.h"
#include "relay/catalog/releases.h"
#include "relay/rollout/bypass_acts.h"

namespace relay::admin {
namespace {

using json::Part;

constexpr policy::Skips kAll = policy::Skips{}
                                   .with(policy::Skippable::Soak)
                                   .with(policy::Skippable::Gate)
                                   .with(policy::Skippable::Train)
                                   .with(policy::Skippable::Checks)
                                   .with(policy::Skippable::Approval)
                                   .with(policy::Skippable::Window)
                                   .with(policy::Skippable::Ramp);

policy::Skips read_skips(const Part& part) {
  policy::Skips skips;
  for (const Part& item : part.items()) {
    const auto word = item.text();
    if (!word) continue;
    const auto rule = policy::parse_skippable(*word);
    if (rule) {
      skips = skips.with(*rule);
    } else {
      item.note("'" + *word + "' is not a rule that can be skipped; those are " +
                policy::show(kAll));
    }
  }
  if (part.is_list() && part.items().empty())
    part.note("expected at least one of " + policy::show(kAll));
  return skips;
}

policy::Span read_span(const Part& part) {
  const auto text = part.text();
  if (!text) return {};
  const auto span = policy::parse_span(*text);
  if (!span || *span == policy::Span{0}) {
    part.note("expected a duration such as 90m, 12h or 3d, found '" + *text + "'");
  }
  return span.value_or(policy::Span{});
}

rollout::BypassWish read_bypass(const Part& root) {
  return {.skips = read_skips(root["skip"]), .lasts = read_span(root["for"])};
}

std::int64_t read_number(const Part& part) {
  const auto number = part.number();
  if (number && *number < 1) part.note("expected the number of a bypass, from 1");
  return number.value_or(0);
}

/// `what` is a bypass or a break-glass.
template <class What>
http::Response ask(const Parts& parts, const Call& call, What what) {
  rollout::BypassWish wish;
  const Own own{{"skip", "for"}, [&](const Part& root) { wish = read_bypass(root); }};
  return perform(parts, call, kVersionHere, own,
                 [&](db::Transaction& tx, const rollout::Named& named, const catalog::Deed& deed,
                     const Wish&) { return what(tx, call.revision, named, wish, deed); });
}

/// `what` is a grant or a review.
template <class What>
http::Response answer_to_bypass(const Parts& parts, const Call& call, What what) {
  rollout::BypassNamed bypass{.feed = call.feed->text()};
  const Own own{{"bypass"}, [&](const Part& root) { bypass.number = read_number(root["bypass"]); }};
  return perform(parts, call, kReasonAlone, own,
                 [&](db::Transaction& tx, const rollout::Named&, const catalog::Deed& deed,
                     const Wish&) { return what(tx, call.revision, bypass, deed); });
}

/// The devices that took a release; none where the feed has no such release.
std::vector<policy::Place> taken(const Parts& parts, db::Connection& db, const policy::FeedId& feed,
                                 const std::string& version) {
  for (const catalog::ReleaseRow& row : catalog::releases(db, feed)) {
    if (row.release.version.text() == version) return parts.took(feed, row.release.sequence);
  }
  return {};
}

}  // namespace

http::Response post_bypass(const Parts& parts, const Call& call) {
  return ask(parts, call, rollout::bypass);
}

http::Response post_break_glass(const Parts& parts, const Call& call) {
  return ask(parts, call, rollout::break_glass);
}

http::Response post_fix_forward(const Parts& parts, const Call& call) {
  if (!parts.took) {
    return conflict(
        "which devices took a release is not recorded here, so none can get the fix "
        "of it first");
  }
  rollout::FixForward wish;
  const Own own{{"skip", "for", "of"}, [&](const Part& root) {
                  wish.of = read_version(root["of"], Field::Required);
                  wish.wish = read_bypass(root);
                }};
  return perform(parts, call, kVersionHere, own,
                 [&](db::Transaction& tx, const rollout::Named& named, const catalog::Deed& deed,
                     const Wish&) {
                   wish.devices = taken(parts, tx, *call.feed, wish.of);
                   return rollout::fix_forward(tx, call.revision, named, wish, deed);
                 });
}

http::Response post_grant(const Parts& parts, const Call& call) {
  return answer_to_bypass(parts, call, rollout::grant);
}

http::Response post_review(const Parts& parts, const Call& call) {
  return answer_to_bypass(parts, call, rollout::review);
}

}  // namespace relay::admin
