#include "relay/admin/groups.h"

#include <algorithm>
#include <utility>

#include "relay/admin/answers.h"
#include "relay/admin/devices.h"

namespace relay::admin {
namespace {

using json::Value;

Value addresses_of(const policy::Group& group) {
  Value::List list;
  for (const policy::Network& network : group.addresses) list.emplace_back(network.text());
  return list;
}

Value matches_of(const policy::Group& group) {
  Value::List list;
  for (const policy::Match& match : group.devices) {
    Value::List attributes;
    for (const auto& [name, value] : match.attributes) {
      attributes.push_back(Value::Record{{"name", name}, {"value", value}});
    }
    list.push_back(
        Value::Record{{"enrolled", match.enrolled}, {"attributes", std::move(attributes)}});
  }
  return list;
}

Value stages_of(const policy::Document& document, const policy::GroupId& group) {
  Value::List list;
  for (const policy::Path& path : document.paths) {
    for (std::size_t i = 0; i < path.stages.size(); ++i) {
      if (std::ranges::count(path.stages[i].groups, group) == 0) continue;
      list.push_back(Value::Record{{"path", path.name}, {"stage", i + 1}});
    }
  }
  return list;
}

Value describe_group(const policy::Document& document, const policy::Group& group,
                     const telemetry::GroupTally& tally) {
  return Value::Record{{"group", group.id.text()},
                       {"line", line_or_null(group.mark)},
                       {"addresses", addresses_of(group)},
                       {"matches", matches_of(group)},
                       {"ephemeral", group.ephemeral},
                       {"sticky", group.sticky},
                       {"reboot_allowance", policy::show(group.reboot_allowance)},
                       {"stages", stages_of(document, group.id)},
                       {"devices", tally.devices},
                       {"silent", tally.silent},
                       {"failing", tally.failing},
                       {"behind", tally.behind},
                       {"never_offered", tally.never_offered}};
}

}  // namespace

http::Response get_groups(const Parts& parts, const Call& call) {
  const policy::Instant since = call.request.now - kSilentFor;
  const auto tallies = parts.telemetry.by_group(since);
  const policy::Document& document = call.revision.document;
  Value::List groups;
  for (const policy::Group& group : document.groups) {
    const auto found = tallies.find(group.id.text());
    groups.push_back(describe_group(
        document, group, found == tallies.end() ? telemetry::GroupTally{} : found->second));
  }
  return ok(Value::Record{{"silent_since", since}, {"groups", std::move(groups)}});
}

}  // namespace relay::admin
