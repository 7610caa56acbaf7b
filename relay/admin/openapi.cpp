#include "relay/admin/openapi.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "policy/require.h"
#include "relay/admin/admission.h"
#include "relay/admin/answers.h"
#include "relay/admin/routes.h"
#include "relay/json/read.h"

namespace relay::admin {
namespace {

using http::Method;
using json::Value;

constexpr json::Bounds kFamily{.bytes = 1'000'000, .depth = 64, .fields = 1'000};

const char* verb(Method method) {
  switch (method) {
    case Method::Get:
    case Method::Head:
      return "get";
    case Method::Post:
      return "post";
    case Method::Put:
      return "put";
    case Method::Delete:
      return "delete";
  }
  return "";
}

const Value* field_of(const Value::Record& record, std::string_view name) {
  const auto found = std::ranges::find(record, name, &json::Field::name);
  return found == record.end() ? nullptr : &found->value;
}

bool is_record(const Value& value) {
  return std::holds_alternative<Value::Record>(value.held());
}

Value joined(const Value& one, const Value& other) {
  policy::require(is_record(one) && is_record(other), "nothing is described twice");
  auto fields = std::get<Value::Record>(one.held());
  for (const json::Field& more : std::get<Value::Record>(other.held())) {
    const auto found = std::ranges::find(fields, more.name, &json::Field::name);
    if (found == fields.end()) {
      fields.push_back(more);
    } else {
      found->value = joined(found->value, more.value);
    }
  }
  return fields;
}

Value written_by_hand() {
  Value all{Value::Record{}};
  for (const std::string_view family : families()) {
    const auto read = json::read(family, kFamily);
    policy::require(read.has_value(), "a family of the description is JSON");
    all = joined(all, *read);
  }
  return all;
}

/// {"$ref": …}
Value named(const std::string& kind, const std::string& name) {
  return Value::Record{{"$ref", "#/components/" + kind + "/" + name}};
}

/// Calls `hole` with the name of each: "feed" for {feed}.
template <class Hole>
void each_hole(std::string_view pattern, Hole hole) {
  for (auto begin = pattern.find('{'); begin != std::string_view::npos;
       begin = pattern.find('{', begin + 1)) {
    hole(std::string{pattern.substr(begin + 1, pattern.find('}', begin) - begin - 1)});
  }
}

Value parameters(const Route& route, const Value* own) {
  Value::List list;
  each_hole(route.pattern, [&](const std::string& hole) {
    const bool number = hole == "number";
    list.push_back(
        Value::Record{{"name", hole},
                      {"in", "path"},
                      {"required", true},
                      {"schema", number ? Value{Value::Record{{"type", "integer"}, {"minimum", 1}}}
                                        : named("schemas", "Name")}});
  });
  if (own != nullptr) {
    list.insert(list.end(), own->items().begin(), own->items().end());
  }
  const bool once = is_unsafe(route.method) && route.access.whom != Access::Whom::Public;
  if (once) list.push_back(named("parameters", "IdempotencyKey"));
  return list;
}

/// How a route can be refused, besides what its family says.
Value responses(const Route& route, const Value& own) {
  std::vector<std::pair<const char*, const char*>> common{{"400", "BadRequest"},
                                                          {"503", "Unavailable"}};
  const bool changes = is_unsafe(route.method);
  common.emplace_back("403", "NotAllowed");
  if (route.access.whom != Access::Whom::Public) {
    common.emplace_back("401", "NotSignedIn");
    common.emplace_back("404", "NotFound");
    if (changes) {
      common.emplace_back("409", "Conflict");
      common.emplace_back("422", "Unprocessable");
      common.emplace_back("429", "TooSoon");
    }
  }
  if (route.method == Method::Post) common.emplace_back("415", "NotJson");
  auto fields = std::get<Value::Record>(own.held());
  for (const auto& [status, name] : common) {
    if (field_of(fields, status) == nullptr) fields.push_back({status, named("responses", name)});
  }
  std::ranges::sort(fields, {}, &json::Field::name);
  return fields;
}

Value list_of_roles(Roles roles) {
  const auto all = names(roles);
  return Value::List(all.begin(), all.end());
}

/// {whom, roles, to_lift, scope, sure, while_due}: `scope` is what a token for programs must be
/// good for; null: it takes a person.
Value access_of(const Access& access) {
  static constexpr std::array kWhom{"holders", "self", "public"};
  return Value::Record{{"whom", kWhom.at(static_cast<std::size_t>(access.whom))},
                       {"roles", list_of_roles(access.roles)},
                       {"to_lift", list_of_roles(access.to_lift)},
                       {"scope", access.scope ? Value{people::word(*access.scope)} : Value{}},
                       {"sure", access.sure},
                       {"while_due", access.while_due}};
}

Value security(const Access& access) {
  if (access.whom == Access::Whom::Public) return Value::List{};
  return Value::List{Value::Record{{"cookie", Value::List{}}},
                     Value::Record{{"bearer", Value::List{}}}};
}

/// "postFeedsHold", "getPeopleByName"
std::string operation_id(const Route& route) {
  std::string id = verb(route.method);
  std::string_view rest = route.pattern.substr(std::string_view{"/api/v1"}.size());
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string_view part = rest.substr(0, rest.find('/'));
    rest.remove_prefix(part.size());
    const bool is_hole = part.starts_with('{');
    if (is_hole && !rest.empty()) continue;
    if (is_hole) id += "By";
    bool begins = true;
    for (const char c : part) {
      const bool letter = c >= 'a' && c <= 'z';
      if (letter) id += begins ? static_cast<char>(c - 'a' + 'A') : c;
      begins = !letter;
    }
  }
  return id;
}

Value completed(const Value& operation, const Route& route) {
  auto fields = std::get<Value::Record>(operation.held());
  const auto set = [&](const std::string& name, Value value) {
    std::erase_if(fields, [&](const json::Field& field) { return field.name == name; });
    fields.push_back({name, std::move(value)});
  };
  if (field_of(fields, "operationId") == nullptr) set("operationId", operation_id(route));
  set("parameters", parameters(route, field_of(fields, "parameters")));
  set("responses", responses(route, operation["responses"]));
  set("security", security(route.access));
  set("x-sluice-access", access_of(route.access));
  return fields;
}

Value with_routes(const Value& written) {
  auto paths = std::get<Value::Record>(written["paths"].held());
  for (const Route& route : routes()) {
    const auto path = std::ranges::find(paths, route.pattern, &json::Field::name);
    if (path == paths.end()) continue;
    auto operations = std::get<Value::Record>(path->value.held());
    const auto operation = std::ranges::find(operations, verb(route.method), &json::Field::name);
    if (operation == operations.end()) continue;
    operation->value = completed(operation->value, route);
    path->value = std::move(operations);
  }
  auto fields = std::get<Value::Record>(written.held());
  std::ranges::find(fields, "paths", &json::Field::name)->value = std::move(paths);
  return fields;
}

}  // namespace

const Value& description() {
  static const Value kDescription = with_routes(written_by_hand());
  return kDescription;
}

http::Response get_openapi(const Parts&, const Call&) {
  return ok(description());
}

}  // namespace relay::admin
