#include "relay/admin/named_roles.h"

#include <algorithm>

#include "relay/admin/answers.h"
#include "relay/admin/body.h"
#include "relay/admin/describe_people.h"

namespace relay::admin {
namespace {

using policy::Refused;

policy::Result<people::Role, http::Response> role_named(const Call& call, const std::string& name) {
  const auto all = all_roles(call);
  auto role = people::Role::parse(name);
  if (role && std::ranges::find(all, name) != all.end()) return *std::move(role);
  std::string names;
  for (const std::string& one : all) names += (names.empty() ? "" : ", ") + one;
  return Refused{not_found(
      "unknown-role", "there is no role of that name: the relay and its policy have " + names)};
}

}  // namespace

NamedRole read_role(const json::Part& part) {
  return {needed_text(part["role"]), text_if_any(part["feed"]), text_if_any(part["group"])};
}

std::vector<std::string> all_roles(const Call& call) {
  std::vector<std::string> names{people::kBuiltIn.begin(), people::kBuiltIn.end()};
  for (const people::Role& role : roles_of(call.revision.document)) {
    if (!people::is_built_in(role)) names.push_back(role.text());
  }
  return names;
}

policy::Result<people::Grant, http::Response> grant_named(const Call& call,
                                                          const NamedRole& named) {
  auto role = role_named(call, named.role);
  if (!role) return Refused{std::move(role).error()};
  people::Grant grant{.role = *role};
  const bool somewhere = !named.feed.empty() || !named.group.empty();
  if (somewhere && role->text() == people::kAdministrator) {
    return Refused{bad_request("bad-role", "an administrator is one everywhere: name no place")};
  }
  if (!named.feed.empty()) {
    const auto feed = feed_named(call.revision, named.feed);
    if (!feed) return Refused{feed.error()};
    grant.reach.feed = *feed;
  }
  if (!named.group.empty()) {
    const auto group = group_named(call.revision, named.group);
    if (!group) return Refused{group.error()};
    grant.reach.group = *group;
  }
  return grant;
}

}  // namespace relay::admin
