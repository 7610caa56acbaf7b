#include "relay/admin/cells.h"

#include <algorithm>
#include <utility>

#include "relay/admin/answers.h"
#include "relay/admin/describe.h"
#include "relay/admin/describe_group.h"

namespace relay::admin {
namespace {

using json::Value;

bool is_held(const rollout::View& view) {
  const policy::FeedFacts& facts = view.recorded->facts;
  const bool by_policy = view.rules && !view.rules->limits.holds.empty();
  return by_policy || !facts.said.holds.empty() || !facts.of(view.group).said.holds.empty();
}

bool has(const rollout::View& view, policy::State state) {
  return std::ranges::find(view.rollouts, state, &policy::Rollout::state) != view.rollouts.end();
}

bool have_same(const rollout::View& one, const rollout::View& other) {
  if (!one.active || !other.active) return one.active.has_value() == other.active.has_value();
  return one.active->release == other.active->release && one.active->since == other.active->since;
}

/// A ramp is told with the time since which it stands where it is.
bool ramp_alike(const rollout::View& one, const rollout::View& other) {
  const auto steps = [](const rollout::View& view, policy::Sequence release) {
    return view.recorded->facts.of(view.group).opening_of(release)->steps;
  };
  return std::ranges::all_of(one.plan.ramping, [&](const policy::Ramping& ramp) {
    return steps(one, ramp.release) == steps(other, ramp.release);
  });
}

/// Whether all that a cell tells is the same, but for whether it is held and what is newest.
bool stand_alike(const rollout::View& one, const rollout::View& other) {
  return same_stage(one, other) && have_same(one, other) && one.plan == other.plan &&
         one.rollouts == other.rollouts && ramp_alike(one, other);
}

}  // namespace

void Cells::add(const rollout::View& view) {
  const auto newest = waiting_.place_of(view);
  const bool held = is_held(view);
  const auto known = std::ranges::find_if(cells_, [&](const Cell& one) {
    return one.newest == newest && one.held == held && stand_alike(*one.first, view);
  });
  Cell& cell = known != cells_.end() ? *known : cells_.emplace_back(Cell{&view, newest, held, {}});
  cell.groups.emplace_back(Value::Record{{"group", view.group.text()},
                                         {"seen", view.recorded->facts.of(view.group).seen}});
}

Value Cells::describe(const Cell& cell) const {
  const rollout::View& view = *cell.first;
  return Value::Record{{"groups", cell.groups},
                       {"path", view.rules ? text_or_null(view.rules->path) : Value{}},
                       {"stage", view.rules ? Value{view.rules->stage_number} : Value{}},
                       {"active", active(view)},
                       {"ramping", ramping(view, moment_)},
                       {"newest", cell.newest},
                       {"withheld", view.plan.withheld.size()},
                       {"held", cell.held},
                       {"paused", has(view, policy::State::Paused)},
                       {"halted", has(view, policy::State::Halted)},
                       {"freshness", freshness(view)},
                       {"expiring", expiring(view)},
                       {"next_look", view.plan.next_look}};
}

Cells::Told Cells::told() && {
  Value::List cells;
  for (const Cell& one : cells_) cells.push_back(describe(one));
  return {.waiting = std::move(waiting_).told(), .cells = std::move(cells)};
}

}  // namespace relay::admin
