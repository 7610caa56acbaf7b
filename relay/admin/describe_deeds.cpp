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

}  // namespace

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
