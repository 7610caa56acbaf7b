#include "relay/admin/describe.h"

#include <algorithm>
#include <map>
#include <utility>

#include "relay/admin/answers.h"
#include "relay/admin/describe_deeds.h"
#include "relay/admin/describe_group.h"
#include "relay/admin/describe_reason.h"

namespace relay::admin {
namespace {

using json::Value;

/// More withheld releases of one group than these are only counted.
constexpr std::size_t kMostShown = 50;

const policy::Release& release_of(const rollout::View& view, policy::Sequence sequence) {
  return view.recorded->row(sequence).release;
}

/// What a yes to it would be bound to; null where none is waited for.
Value approval(const rollout::View& view, policy::Sequence release) {
  const auto bound = std::ranges::find(view.approvals, release, &rollout::Bound::release);
  return bound == view.approvals.end() ? Value{} : describe(*bound);
}

Value reasons_of(const std::vector<policy::Reason>& reasons) {
  Value::List list;
  for (const policy::Reason& reason : reasons) list.push_back(describe(reason));
  return list;
}

/// The first so many of each kind, in their order.
template <class One, class KindOf>
std::vector<One> some_of_each(const std::vector<One>& all, std::size_t most, KindOf kind_of) {
  std::map<std::pair<std::size_t, int>, std::size_t> had;
  std::vector<One> some;
  for (const One& one : all) {
    if (had[kind_of(one)]++ < most) some.push_back(one);
  }
  return some;
}

/// Which releases the group's devices may have, newest first, and how far each has come.
Value offers(const rollout::View& view) {
  Value::List open;
  for (const policy::OpenRelease& one : view.plan.open) {
    open.push_back(Value::Record{{"version", release_of(view, one.release).version.text()},
                                 {"sequence", one.release.number},
                                 {"reached", policy::show(one.reached)},
                                 {"since", one.since}});
  }
  return open;
}

}  // namespace

Value describe(const catalog::ReleaseRow& row) {
  return Value::Record{{"version", row.release.version.text()},
                       {"sequence", row.release.sequence.number},
                       {"tree", row.release.tree},
                       {"first_seen", row.release.first_seen},
                       {"standing", word(row.release.standing)},
                       {"standing_reason", text_or_null(row.release.standing_reason)},
                       {"class", word(row.content)},
                       {"evidence", word(row.evidence)},
                       {"evidence_detail", text_or_null(row.evidence_detail)},
                       {"vendor_time", row.release.vendor_time},
                       {"expires_at", row.release.expires_at}};
}

Value describe(const catalog::QuarantineRow& row) {
  return Value::Record{{"number", row.number},
                       {"part", text_or_null(row.part)},
                       {"version", text_or_null(row.version)},
                       {"reason", row.reason},
                       {"at", row.at}};
}

Value describe(const catalog::CheckRow& row) {
  Value::List alarms;
  for (const std::string& alarm : row.alarms) {
    alarms.push_back(Value::Record{{"sentence", alarm}});
  }
  return Value::Record{{"at", row.at},
                       {"succeeded", row.succeeded},
                       {"outcome", row.outcome},
                       {"alarms", std::move(alarms)},
                       {"succeeded_at", row.succeeded_at},
                       {"next_attempt", row.next_attempt},
                       {"failures", row.failures}};
}

Value describe(const catalog::ActRow& row) {
  return Value::Record{{"kind", catalog::word(row.kind)},
                       {"group", name_or_null(row.group)},
                       {"version", name_or_null(row.version)},
                       {"person", row.person},
                       {"reason", row.reason},
                       {"at", row.at}};
}

Value describe(const catalog::AuditRow& row) {
  return Value::Record{{"number", row.number},
                       {"at", row.at},
                       {"actor", row.actor},
                       {"via", text_or_null(row.via)},
                       {"source", text_or_null(row.source)},
                       {"action", row.action},
                       {"subject", row.subject},
                       {"object", row.object},
                       {"outcome", word(row.outcome)},
                       {"detail", row.detail}};
}

Value active(const rollout::View& view) {
  if (!view.active || !view.active->release) return {};
  const policy::Release& release = release_of(view, *view.active->release);
  return Value::Record{{"version", release.version.text()},
                       {"sequence", release.sequence.number},
                       {"since", view.active->since}};
}

Value ramping(const rollout::View& view, const policy::Moment& moment) {
  Value::List list;
  for (const policy::Ramping& one : view.plan.ramping) {
    list.push_back(
        Value::Record{{"version", release_of(view, one.release).version.text()},
                      {"sequence", one.release.number},
                      {"reached", policy::show(one.reached)},
                      {"next", policy::show(one.next)},
                      {"reasons", reasons_of(one.reasons)},
                      {"progress", describe(policy::progress(question(view, moment), one))}});
  }
  return list;
}

Value describe_withheld(const rollout::View& view, const policy::Withheld& withheld,
                        const policy::Moment& moment, std::size_t most) {
  const policy::Release& release = release_of(view, withheld.release);
  const auto reasons = some_of_each(withheld.reasons, most, [](const policy::Reason& one) {
    return std::pair{one.index(), 0};
  });
  const auto progress = some_of_each(
      policy::progress(question(view, moment), withheld), most, [](const policy::Asked& one) {
        return std::pair{one.what.index(), static_cast<int>(one.state)};
      });
  return Value::Record{{"version", release.version.text()},
                       {"sequence", release.sequence.number},
                       {"first_seen", release.first_seen},
                       {"standing", word(release.standing)},
                       {"reasons", reasons_of(reasons)},
                       {"more_reasons", withheld.reasons.size() - reasons.size()},
                       {"progress", describe(progress)},
                       {"approval", approval(view, withheld.release)}};
}

Value explanation(const rollout::View& view, const policy::Moment& moment) {
  const auto& withheld = view.plan.withheld;
  const std::size_t shown = std::min(withheld.size(), kMostShown);
  Value::List newer;
  for (std::size_t i = 0; i < shown; ++i) {
    newer.push_back(describe_withheld(view, withheld[i], moment));
  }
  return Value::Record{{"group", view.group.text()},
                       {"path", view.rules ? text_or_null(view.rules->path) : Value{}},
                       {"stage", view.rules ? Value{view.rules->stage_number} : Value{}},
                       {"active", active(view)},
                       {"offers", offers(view)},
                       {"rollouts", rollouts(view)},
                       {"ramping", ramping(view, moment)},
                       {"newer", std::move(newer)},
                       {"left_off", withheld.size() - shown},
                       {"next_look", view.plan.next_look}};
}

}  // namespace relay::admin
