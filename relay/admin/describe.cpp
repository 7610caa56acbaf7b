#include "relay/admin/describe.h"

#include <algorithm>
#include <set>
#include <utility>

#include "relay/admin/answers.h"
#include "relay/admin/describe_deeds.h"
#include "relay/admin/describe_group.h"
#include "relay/admin/describe_reason.h"
#include "relay/admin/goes_back.h"

namespace relay::admin {
namespace {

using json::Value;

/// More withheld releases of one group than these are only counted.
constexpr std::size_t kMostShown = 50;

const policy::Release& release_of(const rollout::View& view, policy::Sequence sequence) {
  return view.recorded->row(sequence).release;
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
                      {"reasons", describe(one.reasons)},
                      {"progress", describe(policy::progress(question(view, moment), one))}});
  }
  return list;
}

Value::Record withheld_fields(const rollout::View& view, const policy::Withheld& withheld,
                              const std::vector<policy::Asked>& progress) {
  const policy::Release& release = release_of(view, withheld.release);
  return {{"version", release.version.text()},     {"sequence", release.sequence.number},
          {"first_seen", release.first_seen},      {"standing", word(release.standing)},
          {"reasons", describe(withheld.reasons)}, {"progress", describe(progress)}};
}

Value zones(const policy::Document& document) {
  std::set<std::string> names;
  for (const policy::CalendarPtr& calendar : document.calendars) names.insert(calendar->zone.name);
  return Value::List(names.begin(), names.end());
}

Value explanation(const rollout::View& view, const policy::Moment& moment) {
  const auto& withheld = view.plan.withheld;
  const std::size_t shown = std::min(withheld.size(), kMostShown);
  Value::List newer;
  for (std::size_t i = 0; i < shown; ++i) {
    auto told =
        withheld_fields(view, withheld[i], policy::progress(question(view, moment), withheld[i]));
    const auto yes = rollout::yes_for(view, withheld[i], moment);
    told.push_back({"approval", yes ? describe(*yes) : Value{}});
    newer.emplace_back(std::move(told));
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

Value describe(const std::vector<GoesBack>& clients) {
  Value::List list;
  for (const GoesBack& one : clients) {
    list.push_back(Value::Record{{"client", one.client}, {"does", one.does}});
  }
  return list;
}

}  // namespace relay::admin
