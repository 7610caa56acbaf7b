#include "policy/settings.h"

#include <utility>

#include "policy/spelled.h"

namespace policy {
namespace {

/// Gathers the settings of one thing.
class Of {
 public:
  Of(std::vector<Setting>& all, std::string name) : all_{all}, name_{std::move(name)} {}

  /// Nothing is said of what is empty.
  void add(const char* setting, const std::string& value) {
    if (!value.empty()) all_.push_back({name_, setting, value});
  }
  void add(const char* setting, Span span) {
    if (span > Span{0}) add(setting, show(span));
  }
  template <class T>
  void add(const char* setting, const std::optional<T>& value) {
    if (value) add(setting, show(*value));
  }
  void add_one(const std::string& whole) { all_.push_back({name_, whole, {}}); }

 private:
  std::vector<Setting>& all_;
  std::string name_;
};

template <class T, class Show>
std::string list(const std::vector<T>& items, Show show_one) {
  std::string text;
  for (const T& item : items) text += (text.empty() ? "" : ", ") + std::string{show_one(item)};
  return text;
}

void add_feed(std::vector<Setting>& all, const FeedRules& feed) {
  Of of{all, "feed '" + feed.id.text() + "'"};
  of.add("class", word(feed.content));
  of.add("suspect if replaced within", feed.suspect_if_replaced_within);
}

void add_group(std::vector<Setting>& all, const Group& group) {
  Of of{all, "group '" + group.id.text() + "'"};
  const auto networks = list(group.addresses, [](const Network& one) { return one.text(); });
  const bool rest = group.addresses.empty() && group.devices.empty();
  of.add("addresses", rest ? "of everybody else" : networks);
  of.add("devices", list(group.devices, [](const Match& one) { return spelled(one); }));
  of.add("ephemeral", group.ephemeral ? "yes" : "");
  of.add("cohort", group.sticky ? "sticky" : "fresh");
  of.add("reboot allowance", group.reboot_allowance);
}

void add_gate(Of& of, const Gate& gate) {
  of.add("bake", show(gate.bake));
  of.add("survived at least", gate.survived);
  of.add("confirmed at least", gate.confirmed);
  of.add("failed at most", gate.failed);
  of.add("silent at most", gate.silent);
  of.add("judged by", list(gate.by, [](const std::string& one) { return one; }));
  of.add("watched", spelled(gate.watch));
}

void add_stage(std::vector<Setting>& all, const std::string& path, std::size_t number,
               const Stage& stage) {
  Of of{all, path + ", stage " + std::to_string(number)};
  of.add("groups", spelled(stage.groups));
  of.add("soak", stage.soak);
  if (stage.gate) add_gate(of, *stage.gate);
  of.add("checks", list(stage.checks, [](const CheckName& check) { return check.name; }));
  of.add("approval", spelled(stage.approve));
  of.add("approval of high risk", spelled(stage.approve_high_risk));
  of.add("window", stage.window ? stage.window->name : "");
  of.add("ramp", spelled(stage.ramp));
}

void add_path(std::vector<Setting>& all, const Path& path) {
  const auto name = "path '" + path.name + "'";
  Of of{all, name};
  of.add("feeds", list(path.feeds, [](const FeedId& feed) { return feed.text(); }));
  of.add("classes", list(path.classes, [](ContentClass content) { return word(content); }));
  for (std::size_t i = 0; i < path.stages.size(); ++i) add_stage(all, name, i + 1, path.stages[i]);
  if (const auto& freshness = path.freshness) {
    of.add("ceiling", show(freshness->ceiling) + ", then " + word(freshness->then));
  }
  if (const auto& no_evidence = path.no_evidence) {
    of.add("no evidence", show(no_evidence->after) + ", then " + word(no_evidence->then));
  }
}

void add_calendar(std::vector<Setting>& all, const Calendar& calendar) {
  Of of{all, "calendar '" + calendar.name + "'"};
  of.add("zone", calendar.zone.name);
  for (const Slot& slot : calendar.open) of.add_one("open " + spelled(slot));
  for (const Closed& closed : calendar.closed) of.add_one("closed " + spelled(closed));
  if (calendar.not_within) of.add("not within", spelled(*calendar.not_within));
}

std::string range(const Limit& limit) {
  std::string text;
  if (limit.allow_from) text += "from '" + limit.allow_from->text() + "'";
  if (limit.allow_to) text += (text.empty() ? "to '" : " to '") + limit.allow_to->text() + "'";
  return text;
}

void add_limit(std::vector<Setting>& all, const Limit& limit) {
  std::string whole = limit.groups.empty() ? "all groups" : spelled(limit.groups);
  if (limit.pin) whole += ", pin '" + limit.pin->text() + "'";
  if (limit.floor) whole += ", floor '" + limit.floor->text() + "'";
  if (limit.allow_from || limit.allow_to) whole += ", allow " + range(limit);
  for (const VersionText& version : limit.block) whole += ", block '" + version.text() + "'";
  if (limit.hold) whole += ", hold";
  if (limit.lag > 0) whole += ", lag " + std::to_string(limit.lag);
  if (!limit.why.empty()) whole += " (" + limit.why + ")";
  Of{all, "limit of feed '" + limit.feed.text() + "'"}.add_one(whole);
}

void add_bypass(std::vector<Setting>& all, const BypassRules& bypass) {
  Of of{all, "bypass"};
  of.add("people", spelled(bypass.normal));
  of.add("people at high risk", spelled(bypass.high_risk));
  if (!bypass.normal.empty()) of.add("at most", bypass.at_most);
  if (bypass.break_glass_at_most == Span{0}) return;
  of.add("break-glass at most", bypass.break_glass_at_most);
  of.add("break-glass reviewed within", show(bypass.review_within));
}

}  // namespace

std::vector<Setting> settings(const Document& document) {
  std::vector<Setting> all;
  for (const FeedRules& feed : document.feeds) add_feed(all, feed);
  for (const Group& group : document.groups) add_group(all, group);
  for (const Path& path : document.paths) add_path(all, path);
  for (const CalendarPtr& calendar : document.calendars) add_calendar(all, *calendar);
  for (const Limit& limit : document.limits) add_limit(all, limit);
  add_bypass(all, document.bypass);
  return all;
}

}  // namespace policy
