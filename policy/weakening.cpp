#include "policy/weakening.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "policy/journey.h"
#include "policy/weaker_calendar.h"
#include "policy/weaker_limits.h"
#include "policy/weaker_stage.h"

namespace policy {
namespace {

/// Each sentence once, in the order in which it was found first.
class Findings {
 public:
  void add(const std::string& of, const std::vector<std::string>& sentences) {
    for (const auto& sentence : sentences) add_one(of + ": " + sentence);
  }
  void add_one(std::string sentence) {
    if (met_.insert(sentence).second) all_.push_back(std::move(sentence));
  }
  std::vector<std::string> all() && { return std::move(all_); }

 private:
  std::set<std::string> met_{};
  std::vector<std::string> all_{};
};

/// Devices that were in one group and are in another, or in the same as before.
struct Move {
  GroupId from;
  GroupId to;
  friend auto operator<=>(const Move&, const Move&) = default;
};

std::string devices(const Move& move) {
  if (move.from == move.to) return "group '" + move.to.text() + "'";
  return "devices of '" + move.from.text() + "' that are now in '" + move.to.text() + "'";
}

/// The first address behind a network; nothing behind the last of all.
std::optional<Address> behind(const Network& network) {
  Address address = network.first;
  for (unsigned bit = network.prefix; bit < 128; ++bit) {
    auto& byte = address.bytes.at(bit / 8);
    byte = static_cast<std::uint8_t>(byte | (0x80U >> (bit % 8)));
  }
  for (auto byte = address.bytes.rbegin(); byte != address.bytes.rend(); ++byte) {
    if (++*byte != 0) return address;
  }
  return std::nullopt;
}

/// One address of every part of the address space that no network of a document divides, but the
/// part before all networks, which is in `default`.
std::set<Address> samples(const Document& before, const Document& after) {
  std::set<Address> found;
  for (const Document* const document : {&before, &after}) {
    for (const Group& group : document->groups) {
      for (const Network& network : group.addresses) {
        found.insert(network.first);
        if (const auto next = behind(network)) found.insert(*next);
      }
    }
  }
  return found;
}

/// What a device is like that both ways into a group hold for, and nothing more; nothing when there
/// is no such device.
std::optional<Membership> both(const Match& one, const Match& other) {
  if (one.enrolled && other.enrolled && *one.enrolled != *other.enrolled) return std::nullopt;
  Membership device{one.enrolled ? *one.enrolled : other.enrolled.value_or(""), one.attributes};
  for (const auto& [name, value] : other.attributes) {
    if (device.attributes.emplace(name, value).first->second != value) return std::nullopt;
  }
  return device;
}

std::vector<Match> matches(const Document& document) {
  std::vector<Match> all{Match{}};  // Of a device that no match holds for.
  for (const Group& group : document.groups) {
    all.insert(all.end(), group.devices.begin(), group.devices.end());
  }
  return all;
}

bool same_devices(const Document& before, const Document& after) {
  return std::ranges::equal(before.groups, after.groups, [](const Group& was, const Group& is) {
    return was.id == is.id && was.devices == is.devices;
  });
}

/// Where devices with a credential were and are. A group's match holds for a device whatever else
/// it has, so the least that the deciding matches of both documents ask for stands for all.
void add_moves(std::set<Move>& found, const Document& before, const Document& after) {
  if (same_devices(before, after)) return;
  const auto now = matches(after);
  for (const Match& was : matches(before)) {
    for (const Match& is : now) {
      const auto device = both(was, is);
      if (!device) continue;
      found.insert({group_of(before.groups, *device), group_of(after.groups, *device)});
    }
  }
}

std::set<Move> moves(const Document& before, const Document& after) {
  std::set<Move> found;
  for (const Group& group : before.groups) {
    if (std::ranges::count(after.groups, group.id, &Group::id) > 0) {
      found.insert({group.id, group.id});
    }
  }
  for (const Address& address : samples(before, after)) {
    found.insert({group_at(before, address), group_at(after, address)});
  }
  add_moves(found, before, after);
  return found;
}

void compare_windows(Findings& findings, const std::string& of, const Stage& before,
                     const Stage& after) {
  if (!before.window || !after.window) return;
  const auto& was = before.window->name;
  const auto& is = after.window->name;
  const auto name =
      was == is ? "calendar '" + is + "'" : of + ": window '" + was + "' → '" + is + "'";
  findings.add(name, weaker_calendar(*before.window, *after.window));
}

void compare_paths(Findings& findings, const FeedId& feed, const std::set<Move>& moved,
                   const std::array<const Path*, 2>& paths) {
  const Path& before = *paths[0];
  const Path& after = *paths[1];
  const bool same = before.name == after.name;
  const auto path = same ? "path '" + after.name + "'" : "feed '" + feed.text() + "'";
  findings.add(path, weaker_patience(before, after));
  for (const Move& move : moved) {
    const Met was{before, stage_of(before, move.from)}, is{after, stage_of(after, move.to)};
    const bool in_place = same && move.from == move.to && was.stage == is.stage;
    const auto of =
        path + ", " + (in_place ? "stage " + std::to_string(is.stage + 1) : devices(move));
    findings.add(of, weaker_stage(was, is));
    compare_windows(findings, of, before.stages[was.stage], after.stages[is.stage]);
  }
}

/// What holds for everybody is said once, else with those whom it is true of.
void compare_limits(Findings& findings, const FeedId& feed, const std::set<Move>& moved,
                    const std::array<const Document*, 2>& documents) {
  std::vector<std::string> order;
  std::map<std::string, std::vector<Move>> whom;
  for (const Move& move : moved) {
    for (const auto& sentence :
         weaker_limits(feed, {*documents[0], move.from}, {*documents[1], move.to})) {
      auto& found = whom[sentence];
      if (found.empty()) order.push_back(sentence);
      found.push_back(move);
    }
  }
  const auto of = "feed '" + feed.text() + "'";
  for (const auto& sentence : order) {
    if (whom[sentence].size() == moved.size()) {
      findings.add(of, {sentence});
    } else {
      for (const Move& move : whom[sentence]) findings.add(of + ", " + devices(move), {sentence});
    }
  }
}

void compare_feeds(Findings& findings, const FeedRules& before, const FeedRules& after) {
  const auto of = "feed '" + after.id.text() + "'";
  if (before.content != after.content && after.content == ContentClass::Intelligence) {
    findings.add_one(of + ": class " + word(before.content) + " → " + word(after.content));
  }
  const auto& was = before.suspect_if_replaced_within;
  const auto& is = after.suspect_if_replaced_within;
  // Its own rhythm may be shorter or longer than what is written.
  if (was.has_value() != is.has_value() || (was && *is < *was)) {
    const auto spelled = [](const std::optional<Span>& within) {
      return within ? show(*within) : std::string{"its own rhythm"};
    };
    findings.add_one(of + ": suspect if replaced within " + spelled(was) + " → " + spelled(is));
  }
}

void compare_groups(Findings& findings, const Group& before, const Group& after) {
  const auto of = "group '" + after.id.text() + "'";
  if (after.ephemeral && !before.ephemeral) {
    findings.add_one(of + ": ephemeral, so silence no longer means anything there");
  }
  if (after.reboot_allowance > before.reboot_allowance) {
    findings.add_one(of + ": reboot allowance " + show(before.reboot_allowance) + " → " +
                     show(after.reboot_allowance));
  }
}

const std::vector<ApprovalLine>& at_high_risk(const BypassRules& bypass) {
  return bypass.high_risk.empty() ? bypass.normal : bypass.high_risk;
}

void compare_people(Findings& findings, const BypassRules& before, const BypassRules& after) {
  if (after.normal.empty()) return;  // Nobody may.
  if (before.normal.empty()) {
    findings.add_one("bypass: people may now let a release skip rules");
    return;
  }
  findings.add("bypass", fewer_people(before.normal, after.normal));
  if (!before.high_risk.empty() || !after.high_risk.empty()) {
    findings.add("bypass at high risk", fewer_people(at_high_risk(before), at_high_risk(after)));
  }
  if (after.at_most > before.at_most) {
    findings.add_one("bypass: at most " + show(before.at_most) + " → " + show(after.at_most));
  }
}

void compare_bypass(Findings& findings, const BypassRules& before, const BypassRules& after) {
  compare_people(findings, before, after);
  if (after.break_glass_at_most > before.break_glass_at_most) {
    findings.add_one("break-glass: at most " + show(before.break_glass_at_most) + " → " +
                     show(after.break_glass_at_most));
  }
  const bool both = before.break_glass_at_most > Span{0} && after.break_glass_at_most > Span{0};
  if (both && after.review_within > before.review_within) {
    findings.add_one("break-glass: reviewed within " + show(before.review_within) + " → " +
                     show(after.review_within));
  }
}

}  // namespace

std::vector<std::string> weakened(const Document& before, const Document& after) {
  Findings findings;
  const auto moved = moves(before, after);
  for (const FeedRules& feed : after.feeds) {
    const auto was = std::ranges::find(before.feeds, feed.id, &FeedRules::id);
    if (was == before.feeds.end()) continue;
    compare_feeds(findings, *was, feed);
    const Path* const old_path = path_of(before, *was);
    const Path* const new_path = path_of(after, feed);
    if (old_path != nullptr && new_path != nullptr) {
      compare_paths(findings, feed.id, moved, {old_path, new_path});
    }
    compare_limits(findings, feed.id, moved, {&before, &after});
  }
  for (const Group& group : after.groups) {
    const auto was = std::ranges::find(before.groups, group.id, &Group::id);
    if (was != before.groups.end()) compare_groups(findings, *was, group);
  }
  compare_bypass(findings, before.bypass, after.bypass);
  return std::move(findings).all();
}

}  // namespace policy
