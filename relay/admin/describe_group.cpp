#include "relay/admin/describe_group.h"

#include "policy/freshness.h"

namespace relay::admin {
namespace {

using json::Value;

std::string version(const rollout::View& view, policy::Sequence release) {
  return view.recorded->facts.release(release).version.text();
}

Value describe_rollout(const policy::Rollout& rollout, const rollout::View& view) {
  const bool was_open = rollout.opened.has_value();
  return Value::Record{{"version", version(view, rollout.release)},
                       {"sequence", rollout.release.number},
                       {"state", policy::word(rollout.state)},
                       {"reached", was_open ? Value{policy::show(rollout.reached)} : Value{}},
                       {"opened", rollout.opened},
                       {"settled", rollout.settled}};
}

}  // namespace

Value freshness(const rollout::View& view) {
  const auto& stale = view.plan.stale;
  if (!stale || !stale->ceiling) return {};
  return Value::Record{{"sentence", policy::sentence(*stale, view.recorded->facts)},
                       {"version", version(view, stale->oldest)},
                       {"since", stale->since},
                       {"ceiling_at", stale->since + *stale->ceiling},
                       {"alarm", stale->alarm},
                       {"reached", stale->reached}};
}

Value expiring(const rollout::View& view) {
  Value::List list;
  for (const policy::WillExpire& one : view.plan.will_expire) {
    list.push_back(Value::Record{{"sentence", policy::sentence(one, view.recorded->facts)},
                                 {"version", version(view, one.release)},
                                 {"at", one.at}});
  }
  return list;
}

Value rollouts(const rollout::View& view) {
  Value::List list;
  for (const policy::Rollout& one : view.rollouts) {
    if (one.state != policy::State::Superseded) list.push_back(describe_rollout(one, view));
  }
  return list;
}

}  // namespace relay::admin
