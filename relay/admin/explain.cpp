#include "relay/admin/explain.h"

#include <algorithm>
#include <vector>

#include "policy/address.h"
#include "relay/admin/answers.h"
#include "relay/admin/describe.h"
#include "relay/catalog/policy_files.h"

namespace relay::admin {
namespace {

using json::Value;
using policy::Refused;

std::vector<policy::GroupId> all_groups(const rollout::Revision& revision) {
  std::vector<policy::GroupId> groups;
  for (const policy::Group& group : revision.document.groups) groups.push_back(group.id);
  return groups;
}

/// Where a device is: by its address, or by its id when it has enrolled.
struct Home {
  policy::GroupId group;
  policy::Place place{};
};

std::optional<Home> home_of(const Parts& parts, const Call& call, const std::string& device) {
  const policy::Document& document = call.revision.document;
  if (const auto address = policy::Address::parse(device)) {
    return Home{policy::group_at(document, *address), parts.place_of(*address)};
  }
  const auto id = device::DeviceId::parse(device);
  const auto row = id ? parts.devices.find(*id) : std::nullopt;
  if (!row || !row->enrolled) return std::nullopt;
  // Who shows what was revoked is nobody.
  if (row->revoked) return Home{policy::default_group(), device::place_of(*id)};
  const auto group = policy::group_of(document.groups, {row->group->text(), row->attributes});
  return Home{group, device::place_of(*id)};
}

/// What the request is about: groups, or a device and the one group that it is in.
struct About {
  std::vector<policy::GroupId> groups{};
  std::optional<policy::Place> place{};
};

policy::Result<About, http::Response> about(const Parts& parts, const Call& call) {
  const auto device = call.request.parameter("device");
  const auto group_name = call.request.parameter("group");
  if (!device && !group_name) return About{all_groups(call.revision)};

  std::vector<policy::GroupId> groups;
  if (group_name) {
    const auto group = group_named(call.revision, *group_name);
    if (!group) return Refused{group.error()};
    groups.push_back(*group);
  }
  if (!device) return About{groups};

  const auto home = home_of(parts, call, *device);
  if (!home) {
    return Refused{bad_request("bad-device",
                               "a device is given by its address, such as 10.1.9.3, or by the id "
                               "that it has enrolled with")};
  }
  if (!groups.empty() && groups.front() != home->group) {
    return Refused{bad_request("other-group", "device " + *device + " is in group '" +
                                                  home->group.text() + "', not in '" +
                                                  groups.front().text() + "'")};
  }
  return About{{home->group}, home->place};
}

/// Groups of a feed at one moment.
struct Sought {
  policy::FeedId feed;
  std::vector<policy::GroupId> groups{};
  policy::Moment moment{};
};

std::vector<rollout::View> seen(const Parts& parts, const Call& call, const Sought& sought) {
  auto views = parts.state.read([&](db::Connection& db) {
    return rollout::views(db, call.revision, sought.feed, sought.moment);
  });
  std::erase_if(views, [&](const rollout::View& view) {
    return std::ranges::find(sought.groups, view.group) == sought.groups.end();
  });
  return views;
}

Value explained(const std::vector<rollout::View>& views, const policy::Moment& moment) {
  Value::List list;
  for (const rollout::View& view : views) list.push_back(explanation(view, moment));
  return list;
}

/// What the device gets; null when it gets nothing, or when none was asked about.
Value offered(const std::optional<policy::Place>& place, const rollout::View& home) {
  const auto release = place ? policy::choose(home.plan.open, *place) : std::nullopt;
  if (!release) return {};
  return Value::Record{{"version", home.recorded->row(*release).release.version.text()},
                       {"sequence", release->number}};
}

std::optional<std::string> file_of(const Parts& parts, const Call& call) {
  return parts.state.read(
      [&](db::Connection& db) { return catalog::file_of_revision(db, call.revision.number); });
}

}  // namespace

http::Response get_explain(const Parts& parts, const Call& call) {
  const auto name = call.request.parameter("feed");
  if (!name) return bad_request("no-feed", "which feed? Add ?feed=NAME");
  const auto feed = feed_named(call.revision, *name);
  if (!feed) return feed.error();
  const auto asked = about(parts, call);
  if (!asked) return asked.error();
  const Sought sought{*feed, asked->groups, moment_of(parts, call)};
  const auto views = seen(parts, call, sought);
  return ok(Value::Record{{"now", call.request.now},
                          {"revision", call.revision.number},
                          {"file", file_of(parts, call)},
                          {"feed", feed->text()},
                          {"device", call.request.parameter("device")},
                          {"offered", offered(asked->place, views.front())},
                          {"explanations", explained(views, sought.moment)}});
}

Value explanations(const Parts& parts, const Call& call, const policy::FeedId& feed) {
  const Sought sought{feed, all_groups(call.revision), moment_of(parts, call)};
  return explained(seen(parts, call, sought), sought.moment);
}

}  // namespace relay::admin
