#include "relay/admin/describe_people.h"

#include "relay/admin/answers.h"

namespace relay::admin {
namespace {

using json::Value;

Value scopes_of(std::string_view text) {
  Value::List words;
  while (!text.empty()) {
    const std::size_t end = text.find(' ');
    words.emplace_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  }
  return words;
}

void collect(const std::vector<policy::ApprovalLine>& lines, std::set<people::Role>& roles) {
  for (const policy::ApprovalLine& line : lines) {
    if (auto role = people::Role::parse(line.role)) roles.insert(*std::move(role));
  }
}

}  // namespace

Value describe(const std::vector<people::Grant>& grants) {
  Value::List list;
  for (const people::Grant& grant : grants) {
    list.push_back(Value::Record{{"number", grant.number},
                                 {"role", grant.role.text()},
                                 {"feed", name_or_null(grant.reach.feed)},
                                 {"group", name_or_null(grant.reach.group)}});
  }
  return list;
}

Value describe(const catalog::ApiTokenRow& token) {
  return Value::Record{{"number", token.number},
                       {"name", token.token.name},
                       {"scopes", scopes_of(token.token.scope)},
                       {"until", token.token.until}};
}

Value describe(const people::About& about) {
  Value::List tokens;
  for (const catalog::ApiTokenRow& token : about.tokens) tokens.push_back(describe(token));
  return Value::Record{{"name", about.row.name},
                       {"roles", describe(about.person.grants)},
                       {"disabled", about.row.disabled.has_value()},
                       {"has_password", about.has_password},
                       {"due", about.due},
                       {"second_factor", about.second_factor},
                       {"recovery_codes", about.recovery_codes},
                       {"sessions", about.sessions},
                       {"tokens", std::move(tokens)},
                       {"made", about.row.at},
                       {"by", about.row.by}};
}

std::set<people::Role> roles_of(const policy::Document& document) {
  std::set<people::Role> roles;
  for (const policy::Path& path : document.paths) {
    for (const policy::Stage& stage : path.stages) {
      collect(stage.approve, roles);
      collect(stage.approve_high_risk, roles);
    }
  }
  collect(document.bypass.normal, roles);
  collect(document.bypass.high_risk, roles);
  return roles;
}

}  // namespace relay::admin
