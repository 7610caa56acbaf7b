#include "relay/simulation/history.h"

#include <algorithm>
#include <map>
#include <utility>

#include "relay/simulation/wording.h"

namespace relay::simulation {
namespace {

using json::Value;
using policy::Instant;
using policy::Refused;
using policy::Span;
using policy::simulate::Publication;
using policy::simulate::Scenario;

constexpr std::size_t kMostNamed = 20;
constexpr Span kHour = std::chrono::hours{1};

/// Versions that people blocked, or that the relay halted, and why they are bad.
using Against = std::map<std::string, std::string>;

Against against(const Value& feed, const Value& halts) {
  Against found;
  for (const Value& act : feed["acts"].items()) {
    if (act["kind"].text() != "block") continue;
    found[act["version"].text()] =
        "blocked by " + act["person"].text() + ": " + act["reason"].text();
  }
  for (const Value& halt : halts["halts"].items()) {
    found[halt["version"].text()] = "halted: " + halt["evidence"].text();
  }
  return found;
}

std::string bad_for(const Value& release, const Against& against) {
  const std::string& standing = release["standing"].text();
  if (standing != "good") {
    const std::string& why = release["standing_reason"].text();
    return why.empty() ? standing : standing + ": " + why;
  }
  const auto found = against.find(release["version"].text());
  return found == against.end() ? "" : found->second;
}

const Value& feed_in(const Value& status, const policy::FeedId& feed) {
  const auto& feeds = status["feeds"].items();
  const auto found = std::ranges::find_if(
      feeds, [&](const Value& one) { return one["feed"].text() == feed.text(); });
  static const Value none;
  return found == feeds.end() ? none : *found;
}

std::vector<policy::simulate::FleetGroup> fleet_in(const Value& feed) {
  std::vector<policy::simulate::FleetGroup> fleet;
  for (const Value& group : feed["groups"].items()) {
    const auto id = policy::GroupId::parse(group["group"].text());
    const std::int64_t seen = group["seen"].number();
    if (!id || seen <= 0) continue;
    fleet.push_back({.group = *id,
                     .devices = static_cast<std::uint32_t>(
                         std::min<std::int64_t>(seen, policy::simulate::kMostDevices))});
  }
  return fleet;
}

/// Whole hours around it, so that a picture has round edges.
Instant hour_before(Instant at) {
  return Instant{at.time_since_epoch() / kHour * kHour};
}

/// The middle of the times between releases.
Span rhythm(const std::vector<RecordedRelease>& releases, Span usual) {
  std::vector<Span> between;
  for (std::size_t i = 1; i < releases.size(); ++i) {
    between.push_back(releases[i].first_seen - releases[i - 1].first_seen);
  }
  std::ranges::sort(between);
  return between.empty() ? usual : std::max(policy::simulate::kStep, between[between.size() / 2]);
}

/// Nothing is known of what a bad release did to devices, so none of them shows it.
Publication publication(const RecordedRelease& release) {
  Publication made{.at = release.first_seen, .version = release.version};
  if (!release.bad_for.empty()) {
    made.fault = policy::simulate::Fault{.does = policy::simulate::Damage::FalsePositive};
  }
  return made;
}

std::vector<std::string> remarks(const std::vector<RecordedRelease>& releases) {
  std::vector<std::string> made{
      "the vendor is taken to have published when this relay first had all of a release"};
  std::size_t bad = 0;
  for (const RecordedRelease& release : releases) {
    if (release.bad_for.empty()) continue;
    if (++bad <= kMostNamed) {
      made.push_back("counted as bad: " + release.version.text() + " (" + release.bad_for + ")");
    }
  }
  if (bad > kMostNamed) {
    made.push_back("and " + show_count(bad - kMostNamed) + " more are counted as bad");
  }
  made.emplace_back(
      bad == 0
          ? "no release was suspect, quarantined, recalled, blocked or halted: none is bad here"
          : "what bad releases do to devices was not recorded: here no gate sees it, and only "
            "time, checks, people and abnormally fast replacement hold them back");
  return made;
}

Scenario world(const Recorded& recorded, const std::optional<Scenario>& like) {
  if (like) return *like;
  return {.feed = {.id = recorded.feed}, .fleet = recorded.fleet};
}

}  // namespace

policy::Result<Recorded, std::string> recorded(const policy::FeedId& feed, const Answers& answers) {
  const Value& told = feed_in(answers.status, feed);
  const auto now = policy::parse_rfc3339(answers.status["now"].text());
  const auto content = policy::parse_content_class(told["class"].text());
  if (!now || !content) {
    return Refused{"the relay has no feed '" + feed.text() + "' in its policy"};
  }
  Recorded made{.feed = feed, .content = *content, .now = *now, .fleet = fleet_in(told)};
  const Against spoken = against(told, answers.halts);
  for (const Value& page : answers.pages) {
    for (const Value& release : page["releases"].items()) {
      const auto version = policy::VersionText::parse(release["version"].text());
      const auto seen = policy::parse_rfc3339(release["first_seen"].text());
      if (version && seen) made.releases.push_back({*version, *seen, bad_for(release, spoken)});
    }
  }
  std::ranges::reverse(made.releases);
  std::ranges::stable_sort(made.releases, {}, &RecordedRelease::first_seen);
  return made;
}

policy::Result<Remembered, std::string> remember(const Recorded& recorded,
                                                 const std::optional<Scenario>& like,
                                                 std::optional<Span> last) {
  if (!like && recorded.fleet.empty()) {
    return Refused{
        "the relay has not counted the devices of its groups yet: --scenario FILE says what fleet "
        "to take"};
  }
  const Instant from = recorded.now - std::min(last.value_or(policy::simulate::kLongest),
                                               policy::simulate::kLongest - kHour);
  std::vector<RecordedRelease> releases;
  std::ranges::copy_if(recorded.releases, std::back_inserter(releases),
                       [&](const RecordedRelease& one) { return one.first_seen >= from; });
  if (releases.empty()) {
    return Refused{"no release of '" + recorded.feed.text() + "' was recorded since " +
                   policy::show(from)};
  }
  const std::size_t most = policy::simulate::kMostPublications;
  if (releases.size() > most) {
    releases.erase(releases.begin(), releases.end() - static_cast<std::ptrdiff_t>(most));
  }
  Remembered made{.scenario = world(recorded, like), .remarks = remarks(releases)};
  Scenario& scenario = made.scenario;
  scenario.name = "what was recorded of " + recorded.feed.text();
  scenario.start = hour_before(releases.front().first_seen);
  scenario.length = std::max(kHour, recorded.now - scenario.start);
  scenario.feed.id = recorded.feed;
  scenario.feed.content = recorded.content;
  scenario.feed.every = Span{0};
  scenario.feed.rhythm = rhythm(releases, scenario.feed.rhythm);
  scenario.vendor.clear();
  for (const RecordedRelease& one : releases) scenario.vendor.push_back(publication(one));
  scenario.outages.clear();
  scenario.people.bypasses.clear();
  return made;
}

}  // namespace relay::simulation
