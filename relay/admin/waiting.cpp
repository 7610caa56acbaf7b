#include "relay/admin/waiting.h"

#include <algorithm>
#include <utility>

#include "policy/progress.h"
#include "policy/spelled.h"
#include "relay/admin/describe.h"
#include "relay/admin/describe_reason.h"
#include "relay/admin/few.h"

namespace relay::admin {
namespace {

using json::Value;

const policy::GroupFacts& own(const rollout::View& view) {
  return view.recorded->facts.of(view.group);
}

const policy::Withheld& newest(const rollout::View& view) {
  return view.plan.withheld.front();
}

bool was_open(const rollout::View& view) {
  return own(view).opening_of(newest(view).release) != nullptr;
}

/// Whose yes is asked for goes by the risk in the group, which reasons tell of while it is missing.
bool skips_a_yes(const rollout::View& view) {
  const policy::Withheld& withheld = newest(view);
  const auto of_it = [&](const policy::Bypass& one) { return one.release == withheld.release; };
  const auto is_missing = [](const policy::Reason& one) {
    return std::holds_alternative<policy::Unapproved>(one);
  };
  const bool asks = view.rules && !view.rules->stage.approve.empty();
  return std::ranges::any_of(view.recorded->facts.bypasses, of_it) ||
         (asks && std::ranges::none_of(withheld.reasons, is_missing));
}

/// Told by itself: who said yes, or what people let it skip, is of this group alone.
bool is_apart(const rollout::View& view) {
  return !own(view).approvals.empty() || skips_a_yes(view);
}

/// Whether all that is told of both is the same. What a stage asks, and how far that is, follows
/// from the stage, the release and the feed, where nobody has said yes and nothing is skipped.
bool alike(const rollout::View& one, const rollout::View& other) {
  return same_stage(one, other) && newest(one) == newest(other) && !is_apart(one) &&
         !is_apart(other) && was_open(one) == was_open(other);
}

/// Whose yes it waits for, and what must be told with it; null where it waits for none.
Value describe_yes(const std::optional<rollout::Bound>& yes) {
  if (!yes) return {};
  const auto asks = policy::words(yes->asks);
  return Value::Record{{"role", yes->role}, {"asks", Value::List(asks.begin(), asks.end())}};
}

Value describe_waiting(const rollout::View& view, const policy::Moment& moment) {
  const policy::Withheld& all = newest(view);
  policy::Withheld few = all;
  few.reasons = few_of_each(all.reasons, [](const policy::Reason& one) { return one.index(); });
  const auto asked =
      few_of_each(policy::progress(question(view, moment), all), [](const policy::Asked& one) {
        return std::pair{one.what.index(), one.state};
      });
  auto told = withheld_fields(view, few, asked);
  told.push_back({"more_reasons", all.reasons.size() - few.reasons.size()});
  told.push_back({"approval", describe_yes(rollout::yes_for(view, all, moment))});
  return told;
}

}  // namespace

bool same_stage(const rollout::View& one, const rollout::View& other) {
  if (!one.rules || !other.rules) return !one.rules && !other.rules;
  return one.rules->path == other.rules->path &&
         one.rules->stage_number == other.rules->stage_number;
}

std::optional<std::size_t> Waiting::place_of(const rollout::View& view) {
  if (view.plan.withheld.empty()) return std::nullopt;
  const auto known =
      std::ranges::find_if(each_, [&](const auto* one) { return alike(*one, view); });
  const auto place = static_cast<std::size_t>(known - each_.begin());
  if (known == each_.end()) each_.push_back(&view);
  return place;
}

Value Waiting::told() && {
  Value::List told;
  for (const rollout::View* const view : each_) told.push_back(describe_waiting(*view, moment_));
  return told;
}

}  // namespace relay::admin
