#include "relay/admin/alarms.h"

#include <algorithm>
#include <set>

#include "policy/freshness.h"
#include "relay/admin/answers.h"
#include "relay/catalog/versions.h"
#include "relay/rollout/bypass_view.h"

namespace relay::admin {
namespace {

using json::Value;
using AlarmKind = Alarm::Kind;

const char* word(AlarmKind kind) {
  switch (kind) {
    case AlarmKind::Stop:
      return "stop";
    case AlarmKind::Clock:
      return "clock";
    case AlarmKind::Audit:
      return "audit";
    case AlarmKind::Halt:
      return "halt";
    case AlarmKind::Disk:
      return "disk";
    case AlarmKind::Certificate:
      return "certificate";
    case AlarmKind::Doubt:
      return "doubt";
    case AlarmKind::Check:
      return "check";
    case AlarmKind::Vendor:
      return "vendor";
    case AlarmKind::Freshness:
      return "freshness";
    case AlarmKind::Expiry:
      return "expiry";
    case AlarmKind::NeverOffered:
      return "never-offered";
    case AlarmKind::Review:
      return "review";
  }
  return "";
}

/// The alarms of one feed while they are found.
class Alarming {
 public:
  Alarming(const FeedRows& rows, const Seeing& seeing)
      : rows_{rows}, seeing_{seeing}, facts_{rows.recorded->facts} {}

  std::vector<Alarm> all() && {
    add_halts();
    add_doubts();
    add_check();
    for (const rollout::View& view : seeing_.views) add_group(view);
    add_reviews();
    return std::move(alarms_);
  }

 private:
  Alarm& add(AlarmKind kind, std::string sentence) {
    return alarms_.emplace_back(
        Alarm{.kind = kind, .sentence = std::move(sentence), .feed = rows_.recorded->feed.id});
  }
  policy::VersionText version(policy::Sequence release) const {
    return facts_.release(release).version;
  }

  void add_halts() {
    for (const policy::Halt& halt : facts_.halts) {
      if (!stands(halt)) continue;
      const policy::HaltStands reason{halt.at, halt.why, halt.acknowledged.has_value()};
      Alarm& alarm = add(AlarmKind::Halt, policy::sentence(reason));
      alarm.group = halt.group;
      alarm.version = version(halt.release);
      alarm.at = halt.at;
    }
  }

  /// What nobody waits for any more is nobody's alarm.
  void add_doubts() {
    std::set<policy::Sequence> on_their_way;
    for (const rollout::View& view : seeing_.views) {
      for (const auto& withheld : view.plan.withheld) on_their_way.insert(withheld.release);
    }
    for (const policy::Sequence number : on_their_way) {
      const policy::Release& release = facts_.release(number);
      if (release.standing == policy::Standing::Good) continue;
      const policy::NotTrusted reason{release.standing, release.standing_reason};
      add(AlarmKind::Doubt, policy::sentence(reason)).version = release.version;
    }
  }

  void add_check() {
    if (!rows_.check) return;
    if (!rows_.check->succeeded) add(AlarmKind::Check, rows_.check->outcome).at = rows_.check->at;
    for (const std::string& said : rows_.check->alarms) {
      add(AlarmKind::Vendor, said).at = rows_.check->at;
    }
  }

  void add_group(const rollout::View& view) {
    const auto& stale = view.plan.stale;
    if (stale && stale->ceiling && stale->alarm) {
      Alarm& alarm = add(AlarmKind::Freshness, policy::sentence(*stale, facts_));
      alarm.group = view.group;
      alarm.version = version(stale->oldest);
      alarm.at = stale->since + *stale->ceiling;
    }
    for (const policy::WillExpire& expiry : view.plan.will_expire) {
      Alarm& alarm = add(AlarmKind::Expiry, policy::sentence(expiry, facts_));
      alarm.group = view.group;
      alarm.version = version(expiry.release);
      alarm.at = expiry.at;
    }
  }

  void add_reviews() {
    for (const auto& seen : rollout::bypass_views(seeing_.views, seeing_.bypass, seeing_.moment)) {
      if (!seen.overdue) continue;
      Alarm& alarm = add(AlarmKind::Review, seen.sentence);
      alarm.version = version(seen.bypass.release);
      alarm.at = seen.review_due;
    }
  }

  const FeedRows& rows_;
  const Seeing& seeing_;
  const policy::FeedFacts& facts_;
  std::vector<Alarm> alarms_{};
};

void add_machine(const Machine& machine, policy::Instant now, std::vector<Alarm>& alarms) {
  if (!machine.disk.enough()) {
    alarms.push_back({.kind = AlarmKind::Disk, .sentence = machine.disk.sentence});
  }
  for (const DoorState& door : machine.doors) {
    if (!door.certificate) continue;
    const auto wrong = out_of_time(*door.certificate, now);
    if (!wrong) continue;
    alarms.push_back({.kind = AlarmKind::Certificate,
                      .sentence = "the certificate of the door '" + door.name + "': " + *wrong,
                      .at = door.certificate->until});
  }
}

std::string sentence(const telemetry::NeverOffered& seen, const std::string& version) {
  if (seen.devices == 1) {
    return "a device in '" + seen.group + "' says that it has " + version +
           ", which it was never offered";
  }
  return std::to_string(seen.devices) + " devices in '" + seen.group +
         "' say that they have releases that they were never offered, up to " + version;
}

}  // namespace

std::vector<Alarm> alarms_of_relay(const Parts& parts, const std::optional<policy::Said>& stopped,
                                   const policy::Moment& moment) {
  std::vector<Alarm> alarms;
  if (stopped) {
    alarms.push_back({.kind = AlarmKind::Stop,
                      .sentence = policy::sentence(policy::Stopped{*stopped}),
                      .at = stopped->at});
  }
  if (moment.clock_suspect) {
    alarms.push_back({.kind = AlarmKind::Clock,
                      .sentence = policy::sentence(policy::ClockSuspect{*moment.clock_suspect})});
  }
  if (const auto trouble = parts.audit.trouble()) {
    alarms.push_back({.kind = AlarmKind::Audit, .sentence = trouble->sentence});
  }
  add_machine(parts.machine(), moment.now, alarms);
  return alarms;
}

std::vector<Alarm> alarms_of_devices(const Parts& parts, const policy::Document& document) {
  std::vector<Alarm> alarms;
  for (const telemetry::NeverOffered& seen : parts.telemetry.never_offered()) {
    const auto group = policy::GroupId::parse(seen.group);
    const auto feed = policy::FeedId::parse(seen.feed);
    if (!group || !feed || rollout::feed_of(document, *feed) == nullptr) continue;
    const auto version = parts.state.read(
        [&](db::Connection& db) { return catalog::version_of(db, seen.feed, seen.newest); });
    if (!version) continue;
    alarms.push_back({.kind = AlarmKind::NeverOffered,
                      .sentence = sentence(seen, *version),
                      .feed = feed,
                      .group = group,
                      .version = policy::VersionText::parse(*version)});
  }
  return alarms;
}

std::vector<Alarm> alarms_of(const FeedRows& rows, const Seeing& seeing) {
  return Alarming{rows, seeing}.all();
}

Value describe(std::vector<Alarm> alarms, std::size_t most) {
  std::ranges::stable_sort(alarms, {}, &Alarm::kind);
  Value::List list;
  for (const Alarm& alarm : alarms) {
    if (list.size() == most) break;
    list.push_back(Value::Record{{"kind", word(alarm.kind)},
                                 {"sentence", alarm.sentence},
                                 {"feed", name_or_null(alarm.feed)},
                                 {"group", name_or_null(alarm.group)},
                                 {"version", name_or_null(alarm.version)},
                                 {"at", alarm.at}});
  }
  return list;
}

}  // namespace relay::admin
