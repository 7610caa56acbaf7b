#include "relay/admin/people_acts.h"

#include <algorithm>

#include "relay/admin/body.h"
#include "relay/admin/describe_people.h"
#include "relay/admin/new_password.h"

namespace relay::admin {
namespace {

using json::Part;
using json::Value;
using policy::Refused;

constexpr std::size_t kMostRoles = 100;

/// A role somewhere, as a body names it.
struct NamedRole {
  std::string role{};
  std::string feed{};
  std::string group{};
};

NamedRole read_role(const Part& part) {
  return {needed_text(part["role"]), text_if_any(part["feed"]), text_if_any(part["group"])};
}

/// All that anybody may have here: the relay's, and what the policy names.
std::vector<std::string> all_roles(const Call& call) {
  std::vector<std::string> names{people::kBuiltIn.begin(), people::kBuiltIn.end()};
  for (const people::Role& role : roles_of(call.revision.document)) {
    if (!people::is_built_in(role)) names.push_back(role.text());
  }
  return names;
}

/// A misspelt role would let nobody do anything, and nobody would notice.
policy::Result<people::Role, http::Response> role_named(const Call& call, const std::string& name) {
  const auto all = all_roles(call);
  auto role = people::Role::parse(name);
  if (role && std::ranges::find(all, name) != all.end()) return *std::move(role);
  std::string names;
  for (const std::string& one : all) names += (names.empty() ? "" : ", ") + one;
  return Refused{not_found(
      "unknown-role", "there is no role of that name: the relay and its policy have " + names)};
}

policy::Result<people::Grant, http::Response> grant_named(const Call& call,
                                                          const NamedRole& named) {
  auto role = role_named(call, named.role);
  if (!role) return Refused{std::move(role).error()};
  people::Grant grant{.role = *role};
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

std::string tag_of(const people::About& about) {
  return "\"p" + std::to_string(about.changes) + "\"";
}

http::Response nobody(const Call& call) {
  const auto name = people::against_name(call.name);
  return not_found("unknown-person",
                   name ? *name : "there is no account '" + std::string{call.name} + "'");
}

/// The person of the path, as the caller has seen him.
policy::Result<people::About, http::Response> person_named(const Parts& parts, const Call& call) {
  auto about = parts.people.find(call.name);
  if (!about) return Refused{nobody(call)};
  const auto seen = call.request.field("If-Match");
  if (!seen || *seen == "*" || *seen == tag_of(*about)) return *std::move(about);
  return Refused{
      problem(412, "changed",
              "what '" + about->row.name +
                  "' may has changed since you looked: look again before you change it")};
}

http::Response described(const Parts& parts, const std::string& name, const std::string& sentence) {
  const auto about = parts.people.find(name);
  auto answer =
      ok(Value::Record{{"sentence", sentence}, {"person", about ? describe(*about) : Value{}}});
  if (about) answer.fields.push_back({"ETag", tag_of(*about)});
  return answer;
}

http::Response changed(const Parts& parts, const people::Change& change, const catalog::Deed& deed,
                       const std::string& sentence) {
  const auto done = parts.people.change(change, deed);
  return done ? described(parts, people::account_of(change), sentence) : conflict(done.error());
}

/// What is done to the person of the path with a reason and nothing else.
template <class Change>
http::Response with_reason(const Parts& parts, const Call& call, const std::string& done) {
  const auto reason =
      body_of(call, {"reason"}, [](const Part& root) { return read_reason(root["reason"]); });
  if (!reason) return reason.error();
  const auto person = person_named(parts, call);
  if (!person) return person.error();
  return changed(parts, Change{.name = person->row.name}, deed_of(call, *reason),
                 "'" + person->row.name + "' " + done);
}

struct RoleAct {
  people::About person{};
  people::Grant grant;
  std::string reason{};
};

policy::Result<RoleAct, http::Response> role_act(const Parts& parts, const Call& call) {
  std::string reason;
  const auto named = body_of(call, {"role", "feed", "group", "reason"}, [&](const Part& root) {
    reason = read_reason(root["reason"]);
    return read_role(root);
  });
  if (!named) return Refused{named.error()};
  auto person = person_named(parts, call);
  if (!person) return Refused{std::move(person).error()};
  auto grant = grant_named(call, *named);
  if (!grant) return Refused{std::move(grant).error()};
  return RoleAct{*std::move(person), *std::move(grant), reason};
}

std::string told(const people::Grant& grant) {
  return "'" + grant.role.text() + "' " + catalog::show(grant.reach);
}

}  // namespace

http::Response get_people(const Parts& parts, const Call& call) {
  Value::List people;
  for (const people::About& about : parts.people.people()) people.push_back(describe(about));
  const auto roles = all_roles(call);
  return ok(Value::Record{{"people", std::move(people)},
                          {"roles", Value::List{roles.begin(), roles.end()}}});
}

http::Response get_person(const Parts& parts, const Call& call) {
  const auto about = parts.people.find(call.name);
  if (!about) return nobody(call);
  auto answer = ok(describe(*about));
  answer.fields.push_back({"ETag", tag_of(*about)});
  return answer;
}

http::Response post_person(const Parts& parts, const Call& call) {
  struct Wanted {
    std::string name{};
    std::string password{};
    std::string reason{};
    std::vector<NamedRole> roles{};
  };
  const auto wanted = body_of(call, {"name", "password", "roles", "reason"}, [](const Part& root) {
    Wanted read{needed_text(root["name"]), needed_text(root["password"]),
                read_reason(root["reason"])};
    const auto items = root["roles"].items();
    if (items.size() > kMostRoles) root["roles"].note("more than " + std::to_string(kMostRoles));
    for (const Part& item : items) {
      item.has_only({"role", "feed", "group"});
      read.roles.push_back(read_role(item));
    }
    return read;
  });
  if (!wanted) return wanted.error();
  if (const auto why = people::against_name(wanted->name)) return bad_request("bad-name", *why);
  people::MakeAccount change{.name = wanted->name};
  for (const NamedRole& named : wanted->roles) {
    const auto grant = grant_named(call, named);
    if (!grant) return grant.error();
    change.grants.push_back(*grant);
  }
  const auto phc = new_password(parts, wanted->password, wanted->name);
  if (!phc) return phc.error();
  change.phc = *phc;
  return changed(
      parts, change, deed_of(call, wanted->reason),
      "'" + wanted->name + "' has an account, and chooses another password at the first sign-in");
}

http::Response post_give(const Parts& parts, const Call& call) {
  const auto act = role_act(parts, call);
  if (!act) return act.error();
  const std::string& name = act->person.row.name;
  return changed(parts,
                 people::GiveRole{.name = name, .role = act->grant.role, .reach = act->grant.reach},
                 deed_of(call, act->reason), "'" + name + "' has " + told(act->grant));
}

http::Response post_take(const Parts& parts, const Call& call) {
  const auto act = role_act(parts, call);
  if (!act) return act.error();
  const std::string& name = act->person.row.name;
  for (const people::Grant& grant : act->person.person.grants) {
    if (grant.role != act->grant.role || grant.reach != act->grant.reach) continue;
    return changed(parts, people::TakeRole{.name = name, .grant = grant.number},
                   deed_of(call, act->reason), "'" + name + "' has no more " + told(grant));
  }
  return conflict("'" + name + "' does not have " + told(act->grant));
}

http::Response post_disable(const Parts& parts, const Call& call) {
  return with_reason<people::Disable>(parts, call, "is disabled, and signed out everywhere");
}

http::Response post_enable(const Parts& parts, const Call& call) {
  return with_reason<people::Enable>(parts, call, "is enabled");
}

http::Response post_reset(const Parts& parts, const Call& call) {
  std::string reason;
  const auto password = body_of(call, {"password", "reason"}, [&](const Part& root) {
    reason = read_reason(root["reason"]);
    return needed_text(root["password"]);
  });
  if (!password) return password.error();
  const auto person = person_named(parts, call);
  if (!person) return person.error();
  const std::string& name = person->row.name;
  const auto phc = new_password(parts, *password, name);
  if (!phc) return phc.error();
  return changed(parts, people::SetPassword{.name = name, .phc = *phc, .due = true},
                 deed_of(call, reason),
                 "'" + name + "' has that password, and chooses another one at the next sign-in");
}

http::Response post_remove_factor(const Parts& parts, const Call& call) {
  return with_reason<people::RemoveFactor>(parts, call, "has no second factor any more");
}

http::Response delete_sessions(const Parts& parts, const Call& call) {
  const auto person = person_named(parts, call);
  if (!person) return person.error();
  return changed(parts, people::EndSessions{.name = person->row.name}, deed_of(call, ""),
                 "'" + person->row.name + "' is signed out everywhere");
}

}  // namespace relay::admin
