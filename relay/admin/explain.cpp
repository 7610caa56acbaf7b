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
using Groups = policy::Result<std::vector<policy::GroupId>, http::Response>;

std::vector<policy::GroupId> all_groups(const rollout::Revision& revision) {
  std::vector<policy::GroupId> groups;
  for (const policy::Group& group : revision.document.groups) groups.push_back(group.id);
  return groups;
}

/// The group that the request is about, by its own name or by a device in it.
Groups groups_asked(const Call& call) {
  const auto device = call.request.parameter("device");
  const auto group_name = call.request.parameter("group");
  if (!device && !group_name) return all_groups(call.revision);

  std::vector<policy::GroupId> groups;
  if (group_name) {
    const auto group = group_named(call.revision, *group_name);
    if (!group) return Refused{group.error()};
    groups.push_back(*group);
  }
  if (!device) return groups;

  const auto address = policy::Address::parse(*device);
  if (!address) {
    return Refused{bad_request("bad-device", "a device is given by its address, such as 10.1.9.3")};
  }
  const policy::GroupId home = policy::group_at(call.revision.document, *address);
  if (!groups.empty() && groups.front() != home) {
    return Refused{bad_request("other-group", "device " + address->text() + " is in group '" +
                                                  home.text() + "', not in '" +
                                                  groups.front().text() + "'")};
  }
  return std::vector{home};
}

std::vector<rollout::View> seen(const Parts& parts, const Call& call, const policy::FeedId& feed,
                                const std::vector<policy::GroupId>& groups) {
  const policy::Moment moment = moment_of(parts, call);
  auto views = parts.state.read(
      [&](db::Connection& db) { return rollout::views(db, call.revision, feed, moment); });
  std::erase_if(views, [&groups](const rollout::View& view) {
    return std::ranges::find(groups, view.group) == groups.end();
  });
  return views;
}

Value explained(const std::vector<rollout::View>& views) {
  Value::List list;
  for (const rollout::View& view : views) list.push_back(explanation(view));
  return list;
}

/// What the device at that address gets; null when it gets nothing, or when none was asked about.
Value offered(const Parts& parts, const Call& call, const rollout::View& home) {
  const auto device = call.request.parameter("device");
  const auto address = device ? policy::Address::parse(*device) : std::nullopt;
  if (!address) return {};
  const auto release = policy::choose(home.plan.open, parts.place_of(*address));
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
  const auto groups = groups_asked(call);
  if (!groups) return groups.error();
  const auto views = seen(parts, call, *feed, *groups);
  return ok(Value::Record{{"now", call.request.now},
                          {"revision", call.revision.number},
                          {"file", file_of(parts, call)},
                          {"feed", feed->text()},
                          {"device", call.request.parameter("device")},
                          {"offered", offered(parts, call, views.front())},
                          {"explanations", explained(views)}});
}

Value explanations(const Parts& parts, const Call& call, const policy::FeedId& feed) {
  return explained(seen(parts, call, feed, all_groups(call.revision)));
}

}  // namespace relay::admin
