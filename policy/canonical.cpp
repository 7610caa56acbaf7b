#include <set>
#include <string>

#include "policy/rules.h"
#include "policy/spelled.h"

namespace policy {
namespace {

/// Names sorted, each once: the order in which somebody wrote them is not a rule.
std::string list(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += " " + name;
  return text;
}

std::string in_seconds(Span span) {
  return std::to_string(span.count());
}
template <class Time>
std::string in_seconds(Time at) {
  return std::to_string(at.time_since_epoch().count());
}

std::string list(const std::vector<GroupId>& groups) {
  std::set<std::string> names;
  for (const GroupId& group : groups) names.insert(group.text());
  return list(names);
}

std::string watching(const std::vector<Watched>& watched) {
  std::set<std::string> names;
  for (const Watched& one : watched) names.insert(one.group.text());
  return list(names);
}

std::string text_of(const Gate& gate, const std::vector<Watched>& watched) {
  std::string text = "gate bake " + in_seconds(gate.bake) + " watching" + watching(watched) + "\n";
  if (gate.survived) text += "gate survived " + show(*gate.survived) + "\n";
  if (gate.confirmed) text += "gate confirmed " + show(*gate.confirmed) + "\n";
  if (gate.failed) text += "gate failed " + show(*gate.failed) + "\n";
  if (gate.silent) text += "gate silent " + show(*gate.silent) + "\n";
  const std::set<std::string> by{gate.by.begin(), gate.by.end()};
  return by.empty() ? text : text + "gate by" + list(by) + "\n";
}

/// Lines in any order are the same rule; the same line twice is not.
std::string sorted(const std::multiset<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

std::string text_of(const char* word, const std::vector<ApprovalLine>& lines) {
  std::multiset<std::string> texts;
  for (const ApprovalLine& line : lines) {
    const std::string with = spelled(line.asks);
    texts.insert(std::string{word} + " " + line.role + " " + std::to_string(line.people) +
                 (with.empty() ? "" : " with " + with) + "\n");
  }
  return sorted(texts);
}

std::string text_of(const Calendar& calendar) {
  std::multiset<std::string> lines;
  for (const Slot& slot : calendar.open) {
    std::set<std::string> weekdays;
    for (const auto day : slot.days) weekdays.insert(std::to_string(day.c_encoding()));
    lines.insert("window open" + list(weekdays) + " at " + in_seconds(slot.at) + " for " +
                 in_seconds(slot.lasts) + "\n");
  }
  for (const Closed& closed : calendar.closed) {
    lines.insert("window closed " + in_seconds(closed.from) + " " + in_seconds(closed.until) +
                 "\n");
  }
  std::string text = "window zone " + calendar.zone.name + "\n" + sorted(lines);
  if (const auto& near = calendar.not_within) {
    text += "window not within " + in_seconds(near->of) + (near->before_weekend ? " weekend" : "") +
            (near->before_closed ? " closed" : "") + "\n";
  }
  return text;
}

std::string text_of(const std::vector<RampStep>& ramp) {
  std::string text;  // In order: a ramp's order is a rule.
  for (const RampStep& step : ramp) {
    text += "ramp " + show(step.to) + " " + in_seconds(step.hold) + "\n";
  }
  return text;
}

std::string text_of(const std::vector<CheckName>& checks) {
  std::set<std::string> names;
  for (const CheckName& check : checks) names.insert(check.name);
  return names.empty() ? "" : "checks" + list(names) + "\n";
}

}  // namespace

std::string canonical(const Rules& rules) {
  const Stage& stage = rules.stage;
  std::string text = "sluice-stage-v1\n";
  text += "feed " + rules.feed.text() + "\n";
  text += "groups" + list(stage.groups) + "\n";
  text += "soak " + in_seconds(stage.soak) + "\n";
  if (stage.gate) text += text_of(*stage.gate, rules.watched);
  text += text_of(stage.checks);
  text += text_of("approve", stage.approve);
  text += text_of("approve high risk", stage.approve_high_risk);
  if (stage.window) text += text_of(*stage.window);
  return text + text_of(stage.ramp);
}

}  // namespace policy
