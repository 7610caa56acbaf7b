#include "relay/admin/describe_reason.h"

#include <utility>

#include "policy/spelled.h"
#include "relay/admin/answers.h"

namespace relay::admin {
namespace {

using json::Value;
using policy::Finding;

/// {…, person, reason, at}: a document has no time at which it said something.
Value::Record said_by(const policy::Said& said, Value::Record fields) {
  const bool by_act = said.at != policy::Instant{};
  fields.push_back({"person", said.by});
  fields.push_back({"reason", said.why});
  fields.push_back({"at", by_act ? Value{said.at} : Value{}});
  return fields;
}
Value::Record said_by(const std::optional<policy::Said>& said, Value::Record fields) {
  if (said) return said_by(*said, std::move(fields));
  for (const char* const name : {"person", "reason", "at"}) fields.push_back({name, Value{}});
  return fields;
}

const char* word(policy::NotBaking::Why why) {
  switch (why) {
    case policy::NotBaking::Why::NotYet:
      return "not-yet";
    case policy::NotBaking::Why::Ramping:
      return "ramping";
    case policy::NotBaking::Why::Skipped:
      return "skipped";
    case policy::NotBaking::Why::EndedEarly:
      return "ended-early";
  }
  return "";
}
const char* word(Finding::Verdict verdict) {
  switch (verdict) {
    case Finding::Verdict::Pass:
      return "pass";
    case Finding::Verdict::Fail:
      return "fail";
    case Finding::Verdict::Inconclusive:
      return "inconclusive";
  }
  return "";
}
/// Which reason it is, and what it knows: one function for each of them.
struct Told {
  const char* kind = "";
  Value::Record fields{};
};

Told known_of(const policy::Blocked& reason) {
  return {"blocked", said_by(reason.said, {})};
}
Told known_of(const policy::Stopped& reason) {
  return {"stopped", said_by(reason.said, {})};
}
Told known_of(const policy::Held& reason) {
  return {"held", said_by(reason.said, {})};
}
Told known_of(const policy::PausedHere& reason) {
  return {"paused", said_by(reason.said, {})};
}
Told known_of(const policy::Unreviewed& reason) {
  return {"unreviewed", said_by(reason.said, {{"due", reason.due}})};
}
Told known_of(const policy::PinnedElsewhere& reason) {
  return {"pinned", said_by(reason.said, {{"version", reason.pin.text()}})};
}
Told known_of(const policy::BelowFloor& reason) {
  return {"below-floor", said_by(reason.said, {{"version", reason.floor.text()}})};
}
Told known_of(const policy::Lagging& reason) {
  return {"lagging", said_by(reason.said, {{"behind", reason.behind}})};
}
Told known_of(const policy::NotAllowed& reason) {
  return {"not-allowed", said_by(reason.range.said, {{"from", name_or_null(reason.range.from)},
                                                     {"to", name_or_null(reason.range.to)}})};
}
Told known_of(const policy::NotTrusted& reason) {
  return {"not-trusted", {{"standing", word(reason.standing)}, {"why", reason.why}}};
}
Told known_of(const policy::HaltStands& reason) {
  return {"halted",
          {{"at", reason.at}, {"why", reason.why}, {"acknowledged", reason.acknowledged}}};
}
Told known_of(const policy::InheritsHalt& reason) {
  return {"inherits-halt", {{"version", reason.halted.text()}, {"at", reason.at}}};
}
Told known_of(const policy::ClockSuspect& reason) {
  return {"clock-suspect", {{"why", reason.why}}};
}
Told known_of(const policy::MetadataExpired& reason) {
  return {"metadata-expired", {{"at", reason.at}}};
}
Told known_of(const policy::Passed& reason) {
  return {"superseded", {{"version", reason.by.text()}}};
}
Told known_of(const policy::NoPath&) {
  return {"no-path", {}};
}
Told known_of(const policy::Soaking& reason) {
  return {"soaking", {{"since", reason.until - reason.soak}}};
}
Told known_of(const policy::Baking& reason) {
  return {"baking", {{"group", reason.group.text()}, {"since", reason.until - reason.bake}}};
}
Told known_of(const policy::NotBaking& reason) {
  return {"not-baking", {{"group", reason.group.text()}, {"why", word(reason.why)}}};
}
Told known_of(const policy::NotPassed& reason) {
  return {"not-passed",
          {{"group", reason.group.text()},
           {"verdict", word(reason.finding.verdict)},
           {"why", reason.finding.sentence},
           {"then", word(reason.then)}}};
}
Told known_of(const policy::TrainWaits& reason) {
  return {"train-waits", {{"version", reason.baking.text()}}};
}
Told known_of(const policy::Unchecked& reason) {
  return {"unchecked", said_by(reason.no, {{"check", reason.check}})};
}
Told known_of(const policy::Unapproved& reason) {
  return {"unapproved",
          {{"role", reason.role},
           {"have", reason.have},
           {"need", reason.need},
           {"why", text_or_null(reason.high_risk)}}};
}
Told known_of(const policy::WindowClosed& reason) {
  return {"window-closed", {{"calendar", reason.calendar}, {"why", reason.why}}};
}
Told known_of(const policy::RampHolds& reason) {
  return {"ramp-holds", {{"reached", policy::show(reason.at)}}};
}

Value steps(const std::vector<policy::RampStep>& ramp) {
  Value::List list;
  for (const policy::RampStep& step : ramp) {
    list.push_back(Value::Record{{"to", policy::show(step.to)}, {"hold", policy::show(step.hold)}});
  }
  return list;
}

Value::Record gate_fields(const policy::GateAsked& gate) {
  const auto& finding = gate.finding;
  return {{"group", gate.group.text()},
          {"bake", policy::show(gate.bake)},
          {"opened", gate.opened},
          {"settled", gate.settled},
          {"until", gate.due},
          {"verdict", finding ? Value{word(finding->verdict)} : Value{}},
          {"evidence", finding ? Value{finding->sentence} : Value{}},
          {"seen", gate.seen},
          {"taken", gate.takes.taken},
          {"mature", gate.takes.mature},
          {"survived", gate.takes.survived},
          {"confirmed", gate.takes.confirmed},
          {"failed", gate.takes.failed},
          {"silent", gate.takes.silent}};
}

Told known_of(const policy::SoakAsked& asked) {
  return {"soak", {{"since", asked.since}, {"until", asked.until}}};
}
Told known_of(const policy::GateAsked& asked) {
  return {"gate", gate_fields(asked)};
}
Told known_of(const policy::CheckAsked& asked) {
  const auto said = asked.said ? std::optional{asked.said->said} : std::nullopt;
  const Value yes = asked.said ? Value{asked.said->yes} : Value{};
  return {"check", said_by(said, {{"check", asked.check}, {"yes", yes}})};
}
Told known_of(const policy::ApprovalAsked& asked) {
  return {"approval",
          {{"role", asked.role},
           {"have", asked.have},
           {"need", asked.need},
           {"people", Value::List(asked.people.begin(), asked.people.end())}}};
}
Told known_of(const policy::WindowAsked& asked) {
  return {"window",
          {{"calendar", asked.calendar}, {"open", asked.open}, {"changes", asked.changes}}};
}
Told known_of(const policy::RampAsked& asked) {
  return {"ramp",
          {{"reached", policy::show(asked.reached)},
           {"next", policy::show(asked.next)},
           {"since", asked.since},
           {"until", asked.until},
           {"steps", steps(asked.steps)}}};
}

template <class... Cases>
Told told_of(const std::variant<Cases...>& one) {
  return std::visit([](const auto& known) { return known_of(known); }, one);
}

Value with_fields(Value::Record all, Value::Record more) {
  for (json::Field& field : more) all.push_back(std::move(field));
  return all;
}

}  // namespace

Value describe(const policy::Reason& reason) {
  Told known = told_of(reason);
  return with_fields({{"rule", policy::rule(reason)},
                      {"sentence", policy::sentence(reason)},
                      {"until", policy::next_look(reason)},
                      {"line", line_or_null(policy::mark(reason))},
                      {"kind", known.kind}},
                     std::move(known.fields));
}

Value describe(const std::vector<policy::Reason>& reasons) {
  Value::List list;
  for (const policy::Reason& one : reasons) list.push_back(describe(one));
  return list;
}

Value describe(const policy::Asked& asked) {
  Told known = told_of(asked.what);
  return with_fields(
      {{"rule", known.kind}, {"state", word(asked.state)}, {"line", line_or_null(asked.mark)}},
      std::move(known.fields));
}

Value describe(const std::vector<policy::Asked>& progress) {
  Value::List list;
  for (const policy::Asked& one : progress) list.push_back(describe(one));
  return list;
}

}  // namespace relay::admin
