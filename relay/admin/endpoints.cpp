#include "relay/admin/endpoints.h"

#include <algorithm>

#include "relay/admin/answers.h"

namespace relay::admin {
namespace {

using json::Value;

Value describe_door(const Reach& door) {
  return Value::Record{{"host", text_or_null(door.host)}, {"port", door.port}};
}

}  // namespace

http::Response get_endpoints(const Parts& parts, const Call& call) {
  const auto feed = feed_named(call.revision, call.request.parameter("feed").value_or(""));
  if (!feed) return feed.error();
  const auto name = group_named(call.revision, call.request.parameter("group").value_or(""));
  if (!name) return name.error();
  const auto& groups = call.revision.document.groups;
  const auto group = std::ranges::find(groups, *name, &policy::Group::id);
  const bool everybody = *name == policy::default_group();
  const EndpointDoors& doors = parts.endpoints;
  return ok(Value::Record{{"plain", describe_door(doors.plain)},
                          {"tls", doors.tls ? describe_door(*doors.tls) : Value{}},
                          {"authority", text_or_null(doors.authority)},
                          {"by_address", everybody || !group->addresses.empty()},
                          {"by_credential", everybody || !group->devices.empty()}});
}

}  // namespace relay::admin
