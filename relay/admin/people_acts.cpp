#include "relay/admin/people_acts.h"

#include <algorithm>

#include "relay/admin/agreement.h"
#include "relay/admin/body.h"
#include "relay/admin/describe_people.h"
#include "relay/admin/named_roles.h"
#include "relay/admin/new_password.h"
#include "relay/admin/slice.h"

namespace relay::admin {
namespace {

using json::Part;
using json::Value;
using policy::Refused;

constexpr std::size_t kMostRoles = 100;

struct NewPerson {
  std::string name{};
  std::string password{};
  std::string reason{};
  std::vector<NamedRole> roles{};
};

NewPerson read_new_person(const Part& root) {
  NewPerson read{needed_text(root["name"]), needed_text(root["password"]),
                 read_reason(root["reason"])};
  const auto items = root["roles"].items();
  if (items.size() > kMostRoles) root["roles"].note("more than " + std::to_string(kMostRoles));
  for (const Part& item : items) {
    item.has_only({"role", "feed", "group"});
    read.roles.push_back(read_role(item));
  }
  return read;
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
struct ReasonedAct {
  people::About person{};
  std::string reason{};
};

policy::Result<ReasonedAct, http::Response> reasoned_act(const Parts& parts, const Call& call) {
  const auto reason =
      body_of(call, {"reason"}, [](const Part& root) { return read_reason(root["reason"]); });
  if (!reason) return Refused{reason.error()};
  auto person = person_named(parts, call);
  if (!person) return Refused{std::move(person).error()};
  return ReasonedAct{*std::move(person), *reason};
}

/// Done at once while there is no other administrator; else it waits for one. Whoever could do it
/// to himself would need nobody else.
http::Response wanted_of(const Parts& parts, const Call& call, const Wanted& wanted,
                         const std::string& reason) {
  const bool own = wanted.subject == person_of(call);
  if (own && !parts.people.alone(people::kAdministrator, wanted.subject)) {
    return conflict("nobody does this to his own account: another administrator must");
  }
  const auto done = want(parts, call, wanted, reason);
  return done ? described(parts, wanted.subject, *done) : done.error();
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

/// "'bob' has 'operator' everywhere, 'release-manager' for clamav"
std::string has_all(const std::string& name, const std::vector<people::Grant>& grants) {
  std::string text;
  for (const people::Grant& grant : grants) text += (text.empty() ? "" : ", ") + told(grant);
  return "'" + name + "' has " + text;
}

/// Nothing: he does not have it there, as it is named.
const people::Grant* same_of(const people::About& person, const people::Grant& grant) {
  const auto found = std::ranges::find_if(person.person.grants, [&](const people::Grant& one) {
    return one.role == grant.role && one.reach == grant.reach;
  });
  return found == person.person.grants.end() ? nullptr : &*found;
}

Wanted roles_wanted(const std::string& name, const Value::List& give, const Value::List& lift,
                    const std::string& sentence) {
  return {.kind = "roles",
          .subject = name,
          .body = Value::Record{{"give", give}, {"lift", lift}, {"sentence", sentence}}};
}

}  // namespace

http::Response get_people(const Parts& parts, const Call& call) {
  const auto slice = slice_named(call);
  if (!slice) return slice.error();
  auto all = parts.people.people();
  const auto begin = std::ranges::upper_bound(all, slice->after.value_or(""), {},
                                              [](const auto& about) { return about.row.name; });
  all.erase(all.begin(), begin);
  Value next = cut(all, slice->limit, [](const auto& about) { return about.row.name; });
  Value::List people;
  for (const people::About& about : all) people.push_back(describe(about));
  const auto roles = all_roles(call);
  return ok(Value::Record{{"people", std::move(people)},
                          {"next", std::move(next)},
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
  const auto wanted = body_of(call, {"name", "password", "roles", "reason"}, read_new_person);
  if (!wanted) return wanted.error();
  if (const auto why = people::against_name(wanted->name)) return bad_request("bad-name", *why);
  people::MakeAccount change{.name = wanted->name};
  std::vector<people::Grant> grants;
  for (const NamedRole& named : wanted->roles) {
    const auto grant = grant_named(call, named);
    if (!grant) return grant.error();
    grants.push_back(*grant);
  }
  const auto phc = new_password(parts, wanted->password, wanted->name);
  if (!phc) return phc.error();
  change.phc = *phc;
  const bool alone = parts.people.alone(people::kAdministrator, person_of(call));
  if (alone) change.grants = grants;
  const std::string sentence = "'" + wanted->name +
                               "' has an account, and chooses another password "
                               "at the first sign-in";
  auto made = changed(parts, change, deed_of(call, wanted->reason), sentence);
  if (made.status != 200 || alone || grants.empty()) return made;
  auto proposed = wanted_of(
      parts, call,
      roles_wanted(wanted->name, describe(grants).items(), {}, has_all(wanted->name, grants)),
      wanted->reason);
  return proposed.status < 300 ? proposed : made;  // The account is there, whatever became of them.
}

http::Response post_give(const Parts& parts, const Call& call) {
  const auto act = role_act(parts, call);
  if (!act) return act.error();
  const std::string& name = act->person.row.name;
  const std::string has = "'" + name + "' has " + told(act->grant);
  if (same_of(act->person, act->grant) != nullptr) return conflict(has + " already");
  return wanted_of(parts, call, roles_wanted(name, describe({act->grant}).items(), {}, has),
                   act->reason);
}

http::Response post_take(const Parts& parts, const Call& call) {
  const auto act = role_act(parts, call);
  if (!act) return act.error();
  const std::string& name = act->person.row.name;
  const people::Grant* const grant = same_of(act->person, act->grant);
  if (grant == nullptr) return conflict("'" + name + "' does not have " + told(act->grant));
  return wanted_of(
      parts, call,
      roles_wanted(name, {}, {Value{grant->number}}, "'" + name + "' has no more " + told(*grant)),
      act->reason);
}

http::Response post_disable(const Parts& parts, const Call& call) {
  const auto act = reasoned_act(parts, call);
  if (!act) return act.error();
  const std::string& name = act->person.row.name;
  return changed(parts, people::Disable{.name = name}, deed_of(call, act->reason),
                 "'" + name + "' is disabled, and signed out everywhere");
}

http::Response post_enable(const Parts& parts, const Call& call) {
  const auto act = reasoned_act(parts, call);
  if (!act) return act.error();
  if (!act->person.row.disabled) {
    return conflict("'" + act->person.row.name + "' is not disabled");
  }
  return wanted_of(parts, call,
                   {.kind = "enable", .subject = act->person.row.name, .body = Value::Record{}},
                   act->reason);
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
  return wanted_of(parts, call,
                   {.kind = "password", .subject = name, .body = Value::Record{{"phc", *phc}}},
                   reason);
}

http::Response post_remove_factor(const Parts& parts, const Call& call) {
  const auto act = reasoned_act(parts, call);
  if (!act) return act.error();
  if (!act->person.second_factor) {
    return conflict("'" + act->person.row.name + "' has no second factor");
  }
  return wanted_of(
      parts, call,
      {.kind = "second-factor", .subject = act->person.row.name, .body = Value::Record{}},
      act->reason);
}

http::Response delete_sessions(const Parts& parts, const Call& call) {
  const auto person = person_named(parts, call);
  if (!person) return person.error();
  const auto reason = reason_if_any(call);
  if (!reason) return reason.error();
  const Wanted wanted{.kind = "sign-out", .subject = person->row.name, .body = Value::Record{}};
  const auto done = perform_alone(parts, call, *performer(wanted.kind), wanted, *reason);
  return done ? described(parts, wanted.subject, *done) : conflict(done.error());
}

}  // namespace relay::admin
