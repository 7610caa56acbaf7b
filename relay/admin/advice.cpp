#include "relay/admin/advice.h"

#include <algorithm>
#include <set>
#include <utility>

#include "policy/journey.h"
#include "policy/pilot.h"
#include "policy/share.h"
#include "policy/spelled.h"
#include "relay/admin/answers.h"
#include "relay/admin/feeds_asked.h"
#include "relay/rollout/recorded.h"
#include "relay/rollout/rule_book.h"

namespace relay::admin {
namespace {

using json::Value;
using policy::Refused;

/// What a pilot of so many sees is worked out device by device.
constexpr std::int64_t kMostDevices = 10'000'000;

struct AdviceAsked {
  std::vector<policy::FeedRules> feeds{};
  std::optional<std::uint64_t> devices{};
  policy::BasisPoints fault = policy::kUsualFault;
};

policy::Result<AdviceAsked, http::Response> advice_asked(const Call& call) {
  auto feeds = feeds_asked(call);
  if (!feeds) return Refused{feeds.error()};
  AdviceAsked asked{.feeds = *std::move(feeds)};
  const auto devices = number_named(call.request, "devices");
  if (!devices) return Refused{devices.error()};
  if (devices->value_or(0) > kMostDevices) {
    return Refused{bad_request("bad-devices", "a pilot has at most 10000000 devices")};
  }
  if (*devices) asked.devices = static_cast<std::uint64_t>(**devices);
  if (const auto text = call.request.parameter("fault")) {
    const auto share = policy::parse_percent(*text);
    if (!share || *share == policy::kNobody) {
      return Refused{
          bad_request("bad-fault", "a fault hits a share of devices such as 5% or 0.1%")};
    }
    asked.fault = *share;
  }
  return asked;
}

/// A gate of a path, and the feed whose counts it is asked with.
struct Asking {
  const policy::Document& document;
  const policy::Path& path;
  const rollout::Recorded& recorded;
  const AdviceAsked& asked;
};

bool is_ephemeral(const policy::Document& document, const policy::GroupId& group) {
  const auto found = std::ranges::find(document.groups, group, &policy::Group::id);
  return found != document.groups.end() && found->ephemeral;
}

std::string nobody_seen(const policy::GroupId& group, const policy::Pilot& pilot) {
  std::string text = "'" + group.text() + "': none of its devices has been seen yet";
  if (!pilot.wanted) return text;
  return text + "; " + std::to_string(*pilot.wanted) + " see a " + policy::show(pilot.fault) +
         " fault " + policy::show_chance(policy::kWantedChance) + " of the time";
}

Value describe_pilot(const Asking& of, std::size_t stage, const policy::GroupId& group) {
  const policy::Gate& gate = *of.path.stages[stage].gate;
  const policy::Watched watched{.group = group, .ephemeral = is_ephemeral(of.document, group)};
  const std::uint64_t devices = of.asked.devices.value_or(of.recorded.facts.of(group).seen);
  const auto pilot = policy::pilot(gate, watched, devices, of.asked.fault);
  const bool known = devices != 0;
  const auto if_known = [known](Value value) { return known ? std::move(value) : Value{}; };
  return Value::Record{{"feed", of.recorded.feed.id.text()},
                       {"path", of.path.name},
                       {"stage", stage + 1},
                       {"line", line_or_null(gate.mark)},
                       {"group", group.text()},
                       {"devices", if_known(devices)},
                       {"sees", if_known(policy::show_chance(pilot.sees))},
                       {"stops", if_known(policy::show_chance(pilot.stops))},
                       {"asks_evidence", gate.asks_evidence()},
                       {"wanted", pilot.wanted ? Value{*pilot.wanted} : Value{}},
                       {"small", known && pilot.is_small()},
                       {"sentence", known ? policy::sentence(pilot) : nobody_seen(group, pilot)}};
}

void add_gates(Value::List& gates, const Asking& of) {
  for (std::size_t stage = 0; stage < of.path.stages.size(); ++stage) {
    for (const policy::GroupId& group : policy::watched_by(of.path, stage)) {
      gates.push_back(describe_pilot(of, stage, group));
    }
  }
}

Value describe_journey(const policy::Path& path) {
  const auto reached = policy::soonest(path);
  const auto& freshness = path.freshness;
  Value::List stages;
  for (std::size_t i = 0; i < reached.size(); ++i) {
    stages.push_back(
        Value::Record{{"stage", i + 1},
                      {"groups", policy::spelled(path.stages[i].groups)},
                      {"opens", policy::show(reached[i].opens)},
                      {"everybody", policy::show(reached[i].everybody)},
                      {"over", freshness && reached[i].everybody > freshness->ceiling}});
  }
  return Value::Record{{"path", path.name},
                       {"line", line_or_null(path.mark)},
                       {"ceiling", freshness ? Value{policy::show(freshness->ceiling)} : Value{}},
                       {"stages", std::move(stages)}};
}

}  // namespace

http::Response get_advice(const Parts& parts, const Call& call) {
  const auto asked = advice_asked(call);
  if (!asked) return asked.error();
  Value::List gates, journeys;
  std::set<const policy::Path*> told;
  for (const policy::FeedRules& feed : asked->feeds) {
    const auto* const path = policy::path_of(call.revision.document, feed);
    if (path == nullptr) continue;
    const auto recorded = parts.state.read(
        [&](db::Connection& db) { return rollout::read_facts(db, feed, call.revision.evidence); });
    add_gates(gates, {call.revision.document, *path, recorded, *asked});
    if (told.insert(path).second) journeys.push_back(describe_journey(*path));
  }
  return ok(Value::Record{{"fault", policy::show(asked->fault)},
                          {"gates", std::move(gates)},
                          {"journeys", std::move(journeys)}});
}

}  // namespace relay::admin
