#include "relay/admin/flow.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "policy/each.h"
#include "policy/next_event.h"
#include "relay/admin/alarms.h"
#include "relay/admin/answers.h"
#include "relay/admin/cells.h"
#include "relay/admin/describe.h"
#include "relay/admin/describe_deeds.h"
#include "relay/catalog/stops.h"
#include "relay/rollout/rule_book.h"

namespace relay::admin {
namespace {

using json::Value;

constexpr std::size_t kMostAlarms = 200;
/// Of a feed, in search of what happens next: each asks about all of its groups.
constexpr std::size_t kMostTurns = 4;

Value::Record event_of(const policy::GroupId& group, const char* what, const Value& to) {
  return {{"group", group.text()}, {"what", what}, {"to", to}};
}

Value describe_next(const policy::Event& event, const policy::FeedFacts& facts) {
  auto told = std::visit(
      policy::Each{[](const policy::Opened& one) {
                     return event_of(one.group, "open", policy::show(one.to));
                   },
                   [](const policy::Widened& one) {
                     return event_of(one.group, "widen", policy::show(one.to));
                   },
                   [](const policy::Halted& one) { return event_of(one.group, "halt", {}); }},
      event);
  const auto release = std::visit([](const auto& one) { return one.release; }, event);
  told.push_back({"version", facts.release(release).version.text()});
  told.push_back({"sentence", policy::sentence(event, facts)});
  return told;
}

/// What is on its way may come by itself; where nothing is, nothing does.
bool moves(const rollout::View& view) {
  return view.plan.to_open || view.plan.to_widen || !view.plan.ramping.empty() ||
         (!view.plan.withheld.empty() && view.plan.next_look);
}

Value next(const std::vector<rollout::View>& views, const policy::FeedRulesOf& rules,
           const policy::Moment& moment) {
  if (std::ranges::none_of(views, moves)) return {};
  policy::FeedFacts facts = views.front().recorded->facts;
  const auto found = policy::next_events(rules, facts, moment, kMostTurns);
  if (!found) return {};
  Value::List events;
  for (const policy::Event& event : found->events) events.push_back(describe_next(event, facts));
  return Value::Record{{"at", found->at}, {"events", std::move(events)}};
}

/// The answer while it is made, feed by feed.
struct Flow {
  const Parts& parts;
  const Call& call;
  const policy::Moment& moment;
  std::vector<Alarm> alarms{};
  Value::List feeds{};
};

void add_feed(Flow& flow, const policy::FeedRules& feed) {
  const rollout::Revision& revision = flow.call.revision;
  const FeedRows rows =
      flow.parts.state.read([&](db::Connection& db) { return read_feed(db, revision, feed); });
  auto views = rollout::views(rows.recorded, revision, flow.moment);
  const Seeing seeing{views, revision.document.bypass, flow.moment};
  std::ranges::move(alarms_of(rows, seeing), std::back_inserter(flow.alarms));
  auto state = feed_state(rows, seeing);
  std::ranges::stable_sort(views, {}, rollout::stage_of);
  Cells cells{flow.moment};
  for (const rollout::View& view : views) cells.add(view);
  auto told = std::move(cells).told();
  state.push_back({"going_back", describe(flow.parts.going_back(feed.id))});
  state.push_back({"next", next(views, *rollout::rules_of(revision, feed), flow.moment)});
  state.push_back({"waiting", std::move(told.waiting)});
  state.push_back({"cells", std::move(told.cells)});
  flow.feeds.emplace_back(std::move(state));
}

}  // namespace

http::Response get_flow(const Parts& parts, const Call& call) {
  const policy::Moment moment = moment_of(parts, call);
  const auto stopped = parts.state.read([](db::Connection& db) { return catalog::stopped(db); });
  Flow flow{parts, call, moment, alarms_of_relay(parts, stopped, moment)};
  for (const policy::FeedRules& feed : call.revision.document.feeds) add_feed(flow, feed);
  std::ranges::move(alarms_of_devices(parts, call.revision.document),
                    std::back_inserter(flow.alarms));
  return ok(Value::Record{{"now", call.request.now},
                          {"revision", call.revision.number},
                          {"name", text_or_null(parts.name)},
                          {"version", parts.version},
                          {"zones", zones(call.revision.document)},
                          {"stopped", describe(stopped)},
                          {"clock", Value::Record{{"suspect", moment.clock_suspect}}},
                          {"alarms", describe(std::move(flow.alarms), kMostAlarms)},
                          {"feeds", std::move(flow.feeds)}});
}

}  // namespace relay::admin
