#include "relay/admin/travels.h"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

#include "relay/admin/answers.h"
#include "relay/admin/describe_reason.h"
#include "relay/admin/named_release.h"
#include "relay/catalog/codecs.h"
#include "relay/rollout/view.h"

namespace relay::admin {
namespace {

using json::Value;
using policy::Sequence;

/// One release, and what is known of it in all groups.
struct Traveller {
  const Call& call;
  const policy::Moment& moment;
  Sequence release;
  std::map<std::string, telemetry::Offers> offers{};
};

/// What is below the release that all of the group has, and was never opened there, it was spared.
policy::State state_of(const Traveller& of, const rollout::View& view,
                       const std::vector<policy::Rollout>& rollouts) {
  const auto found = std::ranges::find(rollouts, of.release, &policy::Rollout::release);
  if (found != rollouts.end()) return found->state;
  const bool passed = !view.plan.open.empty() && view.plan.open.front().release > of.release;
  return passed ? policy::State::Superseded : policy::State::Waiting;
}

Value steps_of(const policy::Opening& opening) {
  Value::List list;
  for (const policy::Step& step : opening.steps) {
    list.push_back(Value::Record{{"to", policy::show(step.to)}, {"at", step.at}});
  }
  return list;
}

Value takes_of(const Traveller& of, const rollout::View& view) {
  const auto& evidence = of.call.revision.evidence;
  if (!evidence) return {};
  const auto heard = evidence->find({view.feed, view.group});
  if (heard == evidence->end()) return {};
  const auto known = heard->second.experience.find(of.release);
  if (known == heard->second.experience.end()) return {};
  const policy::Tally& takes = known->second.all;
  return Value::Record{{"taken", takes.taken},       {"mature", takes.mature},
                       {"survived", takes.survived}, {"confirmed", takes.confirmed},
                       {"failed", takes.failed},     {"silent", takes.silent}};
}

Value reasons_against(const Traveller& of, const rollout::View& view) {
  Value::List list;
  for (const policy::Withheld& withheld : view.plan.withheld) {
    if (withheld.release != of.release) continue;
    for (const policy::Reason& reason : withheld.reasons) list.push_back(describe(reason));
  }
  return list;
}

Value since(const Traveller& of, const rollout::View& view) {
  const auto is_this = [&](const policy::OpenRelease& one) { return one.release == of.release; };
  if (std::ranges::none_of(view.plan.open, is_this)) return {};
  const auto* const came = rollout::active(*view.recorded, view.group, of.release);
  return came == nullptr ? Value{} : Value{came->since};
}

Value describe_stop(const Traveller& of, const rollout::View& view) {
  // The view keeps the newest rollouts alone.
  const auto rollouts = policy::rollouts(question(view, of.moment), view.plan,
                                         std::numeric_limits<std::size_t>::max());
  const policy::GroupFacts& own = view.recorded->facts.of(view.group);
  const policy::Opening* const opening = own.opening_of(of.release);
  const auto counted = of.offers.find(view.group.text());
  const auto offers = counted == of.offers.end() ? telemetry::Offers{} : counted->second;
  return Value::Record{{"group", view.group.text()},
                       {"path", view.rules ? text_or_null(view.rules->path) : Value{}},
                       {"stage", view.rules ? Value{view.rules->stage_number} : Value{}},
                       {"state", policy::word(state_of(of, view, rollouts))},
                       {"how", opening != nullptr ? Value{catalog::word(opening->how)} : Value{}},
                       {"opened", opening != nullptr ? Value{opening->at()} : Value{}},
                       {"settled", opening != nullptr ? Value{opening->settled()} : Value{}},
                       {"steps", opening != nullptr ? steps_of(*opening) : Value{Value::List{}}},
                       {"since", since(of, view)},
                       {"reasons", reasons_against(of, view)},
                       {"devices", own.seen},
                       {"offered", offers.offered},
                       {"has", offers.taken},
                       {"takes", takes_of(of, view)}};
}

}  // namespace

http::Response get_journey(const Parts& parts, const Call& call) {
  const policy::Moment moment = moment_of(parts, call);
  auto views = parts.state.read(
      [&](db::Connection& db) { return rollout::views(db, call.revision, *call.feed, moment); });
  const auto release = release_named(views.front().releases(), call, "version");
  if (!release) return release.error();
  const Sequence number = release->release.sequence;
  const Traveller of{call, moment, number, parts.telemetry.offers(call.feed->text(), number)};
  std::ranges::stable_sort(views, {}, rollout::stage_of);
  Value::List groups;
  for (const rollout::View& view : views) groups.push_back(describe_stop(of, view));
  return ok(Value::Record{{"now", call.request.now},
                          {"feed", call.feed->text()},
                          {"version", release->release.version.text()},
                          {"sequence", number.number},
                          {"groups", std::move(groups)}});
}

}  // namespace relay::admin
