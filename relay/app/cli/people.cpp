#include "relay/app/cli/people.h"

#include "policy/id.h"
#include "relay/app/cli/show.h"
#include "relay/app/cli/signed_in.h"

namespace relay::app::cli {
namespace {

using json::Value;
using policy::Refused;
using RoleName = policy::Id<struct RoleNameKind>;

/// A role, and where it counts; empty: everywhere.
struct RoleWords {
  std::string role{};
  std::string feed{};
  std::string group{};
};

OrMisuse<Value::Record> described(const RoleWords& said) {
  if (!RoleName::parse(said.role)) {
    return Refused{in_quotes(said.role) + " is not the name of a role: " + RoleName::kShape};
  }
  Value::Record record{{"role", said.role}};
  if (!said.feed.empty()) {
    if (auto misuse = bad_feed(said.feed)) return Refused{*std::move(misuse)};
    record.push_back({"feed", said.feed});
  }
  if (!said.group.empty()) {
    if (auto misuse = bad_group(said.group)) return Refused{*std::move(misuse)};
    record.push_back({"group", said.group});
  }
  return record;
}

/// "operator", "release-manager@clamav", "release-manager@clamav/plants", "auditor@/plants"
RoleWords role_words(std::string_view text) {
  RoleWords said{.role = std::string{text.substr(0, text.find('@'))}};
  if (said.role.size() == text.size()) return said;
  const std::string_view reach = text.substr(said.role.size() + 1);
  const std::size_t slash = reach.find('/');
  said.feed = reach.substr(0, slash);
  if (slash != std::string_view::npos) said.group = reach.substr(slash + 1);
  return said;
}

OrMisuse<Value> roles_of(const Words& words) {
  Value::List roles;
  for (const std::string& text : words.all("--role")) {
    const auto said = role_words(text);
    const auto role = described(said);
    if (!role) return Refused{role.error()};
    if (said.feed.empty() && said.group.empty() && text != said.role) {
      return Refused{in_quotes(text) + " says no place: FEED, FEED/GROUP or /GROUP"};
    }
    roles.emplace_back(*role);
  }
  return Value{std::move(roles)};
}

/// Somebody's password that somebody else chooses, for the first time that he signs in.
struct Choosing {
  std::string path{};
  Value::Record body{};
  std::string name{};
  std::string file{};
};

Ended choose(const Tools& tools, const Choosing& choosing) {
  const auto password = new_password_of(
      tools, {.file = choosing.file, .prompt = "First password of '" + choosing.name + "'"});
  if (!password) return failed({password.error(), {}}, tools);
  Value::Record body = choosing.body;
  body.push_back({"password", *password});
  return ask_and_show(tools, post(choosing.path, body), show_sentence);
}

What choosing(Choosing choosing) {
  return Doing{
      [choosing = std::move(choosing)](const Tools& tools) { return choose(tools, choosing); }};
}

std::string path_of(const std::string& name, std::string_view what = {}) {
  return "people/" + name + (what.empty() ? "" : "/") + std::string{what};
}

/// "grant" of "people grant"
std::string second_word(const Words& words) {
  return std::string{words.form.name.substr(words.form.name.find(' ') + 1)};
}

struct ToPerson {
  std::string name{};
  std::string reason{};
};
OrMisuse<ToPerson> named(const Words& words) {
  const auto name = person_of(words);
  if (!name) return Refused{name.error()};
  const auto reason = reason_of(words);
  if (!reason) return Refused{reason.error()};
  return ToPerson{*name, *reason};
}

OrMisuse<What> with_reason(const Words& words, const std::string& what) {
  const auto said = named(words);
  if (!said) return Refused{said.error()};
  return asking(post(path_of(said->name, what), Value::Record{{"reason", said->reason}}),
                show_sentence);
}

}  // namespace

OrMisuse<What> people(const Words&) {
  return asking_all(get("people"), {"people"}, show_people);
}

OrMisuse<What> people_show(const Words& words) {
  const auto name = person_of(words);
  if (!name) return Refused{name.error()};
  return asking(get(path_of(*name)), show_person);
}

OrMisuse<What> people_add(const Words& words) {
  const auto said = named(words);
  if (!said) return Refused{said.error()};
  const auto roles = roles_of(words);
  if (!roles) return Refused{roles.error()};
  return choosing({.path = "people",
                   .body = {{"name", said->name}, {"roles", *roles}, {"reason", said->reason}},
                   .name = said->name,
                   .file = words["--password-file"]});
}

OrMisuse<What> people_role(const Words& words) {
  const auto said = named(words);
  if (!said) return Refused{said.error()};
  auto body = described({words.operand(1), words["--feed"], words["--group"]});
  if (!body) return Refused{body.error()};
  body->push_back({"reason", said->reason});
  return asking(post(path_of(said->name, second_word(words)), *body), show_sentence);
}

OrMisuse<What> people_act(const Words& words) {
  return with_reason(words, second_word(words));
}

OrMisuse<What> people_reset(const Words& words) {
  const auto said = named(words);
  if (!said) return Refused{said.error()};
  return choosing({.path = path_of(said->name, "password"),
                   .body = {{"reason", said->reason}},
                   .name = said->name,
                   .file = words["--password-file"]});
}

OrMisuse<What> people_remove_factor(const Words& words) {
  return with_reason(words, "second-factor/remove");
}

OrMisuse<What> people_sign_out(const Words& words) {
  const auto name = person_of(words);
  if (!name) return Refused{name.error()};
  return asking(take_away(path_of(*name, "sessions")), show_sentence);
}

}  // namespace relay::app::cli
