#include "relay/admin/access.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "relay/admin/answers.h"

namespace relay::admin {
namespace {

using people::Caller;
using people::Grant;

constexpr std::array kNamed{
    std::pair{kViewers, people::kViewer}, std::pair{kOperators, people::kOperator},
    std::pair{kPolicyEditors, people::kPolicyEditor},
    std::pair{kAdministrators, people::kAdministrator}, std::pair{kAuditors, people::kAuditor}};

constexpr const char* kOwn = "one that the policy names";

Roles kind_of(const people::Role& role) {
  for (const auto& [kind, name] : kNamed) {
    if (role.text() == name) return kind;
  }
  return kOwnRoles;
}

bool holds(const Caller& caller, Roles roles, const people::Reach& asked) {
  return std::ranges::any_of(caller.person.grants, [&](const Grant& grant) {
    return roles.has(kind_of(grant.role)) && people::covers(grant.reach, asked);
  });
}

/// In some group, be it one; without a feed, for some feed.
bool holds_somewhere(const Caller& caller, Roles roles, const std::optional<policy::FeedId>& feed) {
  return std::ranges::any_of(caller.person.grants, [&](const Grant& grant) {
    return roles.has(kind_of(grant.role)) &&
           (!feed || people::covers({.feed = grant.reach.feed}, {.feed = feed}));
  });
}

http::Response not_his_role(Roles roles, const people::Reach& asked, bool has_some) {
  const std::string where = has_some ? " " + catalog::show(asked) : "";
  return problem(403, "not-your-role",
                 "this needs " + show(roles) + ", which you do not have" + where);
}

std::optional<http::Response> against_scope(const Access& access, const Caller& caller) {
  if (caller.by != Caller::By::Token) return std::nullopt;
  if (!access.scope) return unless_person(caller);
  if (caller.scopes.has(*access.scope)) return std::nullopt;
  return problem(403, "not-in-scope",
                 std::string{"this token is not good for '"} + people::word(*access.scope) +
                     "', only for: " + caller.scopes.text());
}

std::optional<http::Response> against_roles(const Access& access, const Caller& caller,
                                            const std::optional<policy::FeedId>& feed) {
  const Roles roles = access.roles | access.to_lift;
  if (access.within == Access::Within::Whole) return against(roles, caller, {.feed = feed});
  const bool named = access.within == Access::Within::Named;
  if (holds_somewhere(caller, roles, named ? feed : std::nullopt)) return std::nullopt;
  return not_his_role(roles, {.feed = feed}, named && holds_somewhere(caller, roles, {}));
}

}  // namespace

std::string show(Roles roles) {
  std::vector<std::string> names;
  for (const auto& [kind, name] : kNamed) {
    if (roles.has(kind)) names.push_back("'" + std::string{name} + "'");
  }
  const bool own = roles.has(kOwnRoles);
  if (names.empty()) return own ? std::string{"a role that the policy names"} : "what nobody has";
  if (names.size() == 1 && !own) return "the role " + names.front();
  std::string text = "one of the roles ";
  for (std::size_t i = 0; i < names.size(); ++i) text += (i == 0 ? "" : ", ") + names[i];
  return own ? text + " or " + kOwn : text;
}

std::vector<std::string> names(Roles roles) {
  std::vector<std::string> names;
  for (const auto& [kind, name] : kNamed) {
    if (roles.has(kind)) names.emplace_back(name);
  }
  if (roles.has(kOwnRoles)) names.emplace_back("own");
  return names;
}

std::optional<http::Response> unless_person(const Caller& caller) {
  if (caller.by != Caller::By::Token) return std::nullopt;
  return problem(403, "for-people", "an API token never does this: sign in with 'sluice login'");
}

std::optional<http::Response> unless_sure(const Caller& caller) {
  if (auto refusal = unless_person(caller)) return refusal;
  if (caller.sure) return std::nullopt;
  return problem(403, "not-sure", "confirm with your password first: 'sluice sure'");
}

std::optional<http::Response> against(Roles roles, const Caller& caller,
                                      const people::Reach& asked) {
  if (holds(caller, roles, asked)) return std::nullopt;
  return not_his_role(roles, asked, holds_somewhere(caller, roles, std::nullopt));
}

std::optional<http::Response> against(const Access& access, const Caller& caller,
                                      const std::optional<policy::FeedId>& feed) {
  if (caller.due && !access.while_due) {
    return problem(403, "password-due",
                   "somebody else chose your password: choose another one first, with "
                   "'sluice password'");
  }
  if (auto refusal = against_scope(access, caller)) return refusal;
  if (access.whom == Access::Whom::Holders) {
    if (auto refusal = against_roles(access, caller, feed)) return refusal;
  }
  return access.sure ? unless_sure(caller) : std::nullopt;
}

}  // namespace relay::admin
