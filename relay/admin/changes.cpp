#include "relay/admin/changes.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace relay::admin {
namespace {

using Kind = Cue::Kind;

/// What is not the same in both, by feed and group.
std::vector<Cue> differences(const rollout::World& before, const rollout::World& now) {
  std::vector<Cue> found;
  const auto note = [&](const auto& key) {
    found.push_back({.kind = Kind::Status, .feed = key.second, .group = key.first});
  };
  for (const auto& [key, publication] : now.publications) {
    const auto old = before.publications.find(key);
    if (old == before.publications.end() || old->second != publication) note(key);
  }
  for (const auto& [key, publication] : before.publications) {
    if (!now.publications.contains(key)) note(key);
  }
  return found;
}

}  // namespace

void Changes::recorded(const std::vector<audit::Recorded>& rows) {
  pending_.with([&](Pending& pending) {
    for (const audit::Recorded& row : rows) {
      const bool is_done = row.outcome == catalog::Outcome::Done;
      const auto cue = is_done ? cue_of(row.action, row.subject) : std::nullopt;
      if (cue) add(pending, *cue);
      pending.audit = row.number;
      pending.audit_due = pending.audit_due || !cue || cue->kind != Kind::Devices;
    }
  });
}

void Changes::published(const rollout::WorldPtr& world) {
  const auto before =
      world_.with([&](rollout::WorldPtr& last) { return std::exchange(last, world); });
  if (!before) return;
  const auto cues = differences(*before, *world);
  pending_.with([&](Pending& pending) {
    for (const Cue& cue : cues) add(pending, cue);
  });
}

/// What names nothing stands for all of its kind.
void Changes::add(Pending& pending, const Cue& cue) {
  const Cue of_kind{.kind = cue.kind};
  auto& all = pending.cues;
  const auto has = [&](const Cue& one) { return std::ranges::find(all, one) != all.end(); };
  if (has(of_kind) || has(cue)) return;
  const auto is_same_kind = [&](const Cue& one) { return one.kind == cue.kind; };
  const bool too_many =
      std::ranges::count_if(all, is_same_kind) >= static_cast<std::ptrdiff_t>(kMostNamed);
  if (cue != of_kind && !too_many) return all.push_back(cue);
  std::erase_if(all, is_same_kind);
  all.push_back(of_kind);
}

/// What devices do waits until it is time for it again, and so do rows that are of nothing else.
std::vector<Cue> Changes::take_due(Pending& pending, policy::Instant now) {
  const auto& told = pending.devices_told;
  const bool devices_wait = told && now >= *told && now - *told < kDevicesPause;
  const Cue devices{.kind = Kind::Devices};
  std::vector<Cue> due = std::exchange(pending.cues, {});
  const bool has_devices = std::erase(due, devices) > 0;
  if (has_devices && devices_wait) pending.cues.push_back(devices);
  bool rows_due = std::exchange(pending.audit_due, false);
  if (has_devices && !devices_wait) {
    due.push_back(devices);
    pending.devices_told = now;
    rows_due = true;
  }
  if (rows_due && pending.audit > pending.audit_told) {
    pending.audit_told = pending.audit;
    due.push_back({.kind = Kind::Audit, .number = pending.audit});
  }
  return due;
}

bool Changes::gather(policy::Instant now) {
  const auto due = pending_.with([now](Pending& pending) { return take_due(pending, now); });
  events_.with([&](Events& events) {
    for (const Cue& cue : due) {
      events.texts.push_back(event_text(id_of(++events.newest), cue));
      if (events.texts.size() > kKept) events.texts.pop_front();
    }
  });
  return !due.empty();
}

Changes::Place Changes::place_of(std::string_view id) const {
  if (!id.starts_with(run_ + "-")) return std::nullopt;
  const std::string_view digits = id.substr(run_.size() + 1);
  std::uint64_t number = 0;
  const auto [rest, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || rest != digits.data() + digits.size()) return std::nullopt;
  return number;
}

std::string Changes::read(Place& place) const {
  return events_.with([&](const Events& events) {
    const std::uint64_t before_first = events.newest - events.texts.size();
    if (!place || *place < before_first || *place > events.newest) {
      place = events.newest;
      return reset_text(id_of(events.newest));
    }
    std::string text;
    for (; *place < events.newest && text.size() < kPiece; ++*place) {
      text += events.texts[*place - before_first];
    }
    return text;
  });
}

}  // namespace relay::admin
