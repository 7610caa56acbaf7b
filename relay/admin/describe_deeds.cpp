#include "relay/admin/describe_deeds.h"

#include <algorithm>
#include <sstream>

#include "policy/spelled.h"
#include "relay/admin/answers.h"
#include "relay/catalog/codecs.h"

namespace relay::admin {
namespace {

using json::Value;

/// {…}, and who said it.
Value with(Value::Record fields, const policy::Said& said) {
  fields.push_back({"person", said.by});
  fields.push_back({"reason", said.why});
  fields.push_back({"at", said.at});
  return fields;
}

std::string version(const rollout::Recorded& recorded, policy::Sequence release) {
  return recorded.facts.release(release).version.text();
}

Value describe_acknowledged(const std::optional<policy::Halt::Acknowledged>& acknowledged,
                            const rollout::Recorded& recorded) {
  if (!acknowledged) return {};
  const auto& fix = acknowledged->fixed_by;
  return with({{"decision", catalog::word(acknowledged->how)},
               {"fixed_by", fix ? Value{version(recorded, *fix)} : Value{}}},
              acknowledged->said);
}

Value words(policy::Skips skips) {
  Value::List list;
  std::istringstream words{policy::show(skips)};
  for (std::string word; std::getline(words, word, ',');) list.emplace_back(word);
  return list;
}

Value names(const std::vector<policy::GroupId>& groups) {
  if (groups.empty()) return {};
  Value::List list;
  for (const policy::GroupId& group : groups) list.emplace_back(group.text());
  return list;
}

Value describe_grants(const std::vector<policy::Bypass::Grant>& grants) {
  Value::List list;
  for (const auto& one : grants) {
    list.push_back(Value::Record{{"person", one.person}, {"role", one.role}});
  }
  return list;
}

Value describe_missing(const std::vector<policy::Missing>& waits_for) {
  Value::List list;
  for (const policy::Missing& line : waits_for) {
    list.push_back(Value::Record{{"role", line.role}, {"have", line.have}, {"need", line.need}});
  }
  return list;
}

Value describe_yes(const std::optional<catalog::DeedRow::Yes>& yes) {
  if (!yes) return {};
  return Value::Record{{"tree", yes->tree},
                       {"stage", yes->stage},
                       {"used", yes->used},
                       {"ticket", text_or_null(yes->ticket)},
                       {"report", text_or_null(yes->report)},
                       {"decision", text_or_null(yes->decision)}};
}

Value describe_exception(const std::optional<catalog::DeedRow::Exception>& bypass) {
  if (!bypass) return {};
  return Value::Record{{"number", bypass->number},
                       {"skips", words(bypass->skips)},
                       {"break_glass", bypass->break_glass},
                       {"fix_forward", bypass->fix_forward},
                       {"since", bypass->since}};
}

Value describe_name(const std::optional<catalog::ReleaseName>& release) {
  if (!release) return {};
  return Value::Record{{"version", release->version.text()},
                       {"sequence", release->sequence.number}};
}

/// What was said and is in force until it is lifted, a yes that counts, a bypass that lets through.
Value is_in_force(const catalog::DeedRow& deed, bool counts, policy::Instant now) {
  using catalog::Did;
  switch (deed.did) {
    case Did::Hold:
    case Did::Pin:
    case Did::Block:
    case Did::Floor:
    case Did::Pause:
    case Did::Stop:
      return deed.lifts ? Value{} : Value{!deed.ended_at};
    case Did::Approved:
      return deed.yes ? Value{counts} : Value{};
    case Did::Bypass:
      return deed.bypass ? Value{now < *deed.until && deed.bypass->since} : Value{};
    default:
      return {};
  }
}

}  // namespace

Value describe(const catalog::DeedRow& deed, bool counts, policy::Instant now) {
  const auto& release = deed.release;
  return Value::Record{{"number", deed.number},
                       {"at", deed.at},
                       {"person", deed.person},
                       {"did", catalog::word(deed.did)},
                       {"lifts", deed.lifts},
                       {"feed", name_or_null(deed.feed)},
                       {"version", release ? Value{release->version.text()} : Value{}},
                       {"sequence", release ? Value{release->sequence.number} : Value{}},
                       {"groups", names(deed.groups)},
                       {"other", describe_name(deed.other)},
                       {"reason", deed.reason},
                       {"role", text_or_null(deed.role)},
                       {"until", deed.until},
                       {"in_force", is_in_force(deed, counts, now)},
                       {"ended", deed.ended_at ? Value{Value::Record{{"at", *deed.ended_at},
                                                                     {"person", deed.ended_by}}}
                                               : Value{}},
                       {"yes", describe_yes(deed.yes)},
                       {"bypass", describe_exception(deed.bypass)},
                       {"check", text_or_null(deed.check)},
                       {"says", text_or_null(deed.says)}};
}

Value describe(const std::optional<policy::Said>& said) {
  return said ? with({}, *said) : Value{};
}

Value describe(const rollout::Bound& bound) {
  const auto asks = policy::words(bound.asks);
  return Value::Record{{"group", bound.group.text()},
                       {"release", bound.release.number},
                       {"role", bound.role},
                       {"tree", bound.tree},
                       {"stage", bound.stage},
                       {"evidence", bound.evidence},
                       {"asks", Value::List(asks.begin(), asks.end())}};
}

Value describe(const catalog::HaltRow& row, const rollout::Recorded& recorded) {
  return Value::Record{{"number", row.number},
                       {"version", version(recorded, row.halt.release)},
                       {"sequence", row.halt.release.number},
                       {"group", name_or_null(row.halt.group)},
                       {"at", row.halt.at},
                       {"evidence", row.halt.why},
                       {"acknowledged", describe_acknowledged(row.halt.acknowledged, recorded)}};
}

Value describe(const rollout::BypassView& seen, const rollout::Recorded& recorded) {
  const policy::Bypass& bypass = seen.bypass;
  return with({{"number", bypass.number},
               {"sentence", seen.sentence},
               {"version", version(recorded, bypass.release)},
               {"sequence", bypass.release.number},
               {"groups", names(bypass.groups)},
               {"skips", words(bypass.skips)},
               {"until", bypass.until},
               {"break_glass", bypass.break_glass},
               {"devices", bypass.only ? Value{bypass.only->size()} : Value{}},
               {"grants", describe_grants(bypass.grants)},
               {"waits_for", describe_missing(seen.waits_for)},
               {"granted", bypass.granted},
               {"in_force", seen.in_force},
               {"over", seen.over},
               {"review_due", seen.review_due},
               {"overdue", seen.overdue},
               {"reviewed", bypass.reviewed}},
              bypass.said);
}

Value describe(const policy::GroupId& group, const policy::Pause& pause,
               const rollout::Recorded& recorded) {
  return with({{"version", version(recorded, pause.release)},
               {"sequence", pause.release.number},
               {"group", group.text()},
               {"lifted", pause.lifted}},
              pause.said);
}

Value describe(const policy::CheckVerdict& verdict, const rollout::Recorded& recorded) {
  const auto& releases = recorded.facts.releases;
  const auto about = std::ranges::find(releases, verdict.tree, &policy::Release::tree);
  return with({{"check", verdict.check},
               {"yes", verdict.yes},
               {"version", about == releases.end() ? Value{} : Value{about->version.text()}},
               {"tree", verdict.tree}},
              verdict.said);
}

Value describe(const policy::RiskSaid& risk, const rollout::Recorded& recorded) {
  return with({{"version", version(recorded, risk.release)},
               {"sequence", risk.release.number},
               {"group", name_or_null(risk.group)},
               {"risk", risk.high ? "high" : "low"}},
              risk.said);
}

}  // namespace relay::admin
