#pragma once

#include <set>
#include <string>
#include <vector>

#include "relay/admin/openapi.h"
#include "relay/admin/routes.h"
#include "relay/http/message.h"
#include "relay/json/read.h"
#include "tests/relay/admin/schema_check.h"

/// Answers, and bodies that were taken, beside the description of the API.
namespace tests {

/// "post /api/v1/stop"
inline std::string name_of(const relay::admin::Route& route) {
  using relay::http::Method;
  const bool post = route.method == Method::Post;
  const bool get = route.method == Method::Get;
  return std::string{get ? "get " : post ? "post " : "delete "} + std::string{route.pattern};
}

/// What does not agree with the description; and whether a good answer was looked at.
struct Checked {
  std::vector<std::string> problems{};
  std::string route{};  ///< Empty: there is none.
  bool good = false;
};

inline void check_text(const relay::json::Value& schema, const std::string& text,
                       const std::string& what, Checked& checked) {
  const auto value = relay::json::read(text, {.bytes = 4'000'000, .depth = 64, .fields = 1'000});
  if (!value) {
    checked.problems.push_back(what + ": " + value.error());
    return;
  }
  for (const auto& one : SchemaCheck{relay::admin::description()}.against(schema, *value)) {
    checked.problems.push_back(what + ": " + one);
  }
}

inline Checked check_described(const relay::http::Request& request,
                               const relay::http::Response& response) {
  const auto& document = relay::admin::description();
  const auto* const text = std::get_if<std::string>(&response.body);
  const auto found = relay::admin::find_route(request);
  Checked checked;
  if (found.route == nullptr) {
    const auto& problem = document["components"]["schemas"]["Problem"];
    if (request.path.starts_with("/api") && text != nullptr) {
      check_text(problem, *text, "a problem", checked);
    }
    return checked;
  }
  checked.route = name_of(*found.route);
  const auto& operation =
      document["paths"][found.route->pattern][checked.route.substr(0, checked.route.find(' '))];
  const auto& described = operation["responses"][std::to_string(response.status)];
  if (described.null()) {
    checked.problems.push_back("status " + std::to_string(response.status) + " is not described");
    return checked;
  }
  const auto& reference = described["$ref"];
  const auto& answer = reference.null() ? described : SchemaCheck{document}.named(reference.text());
  std::string type;
  for (const auto& field : response.fields) {
    if (field.name == "Content-Type") type = field.value;
  }
  const auto& schema = answer["content"][type]["schema"];
  if (schema.null()) checked.problems.push_back("'" + type + "' is not described");
  const bool json = type.ends_with("json");
  if (json && text != nullptr && !schema.null()) check_text(schema, *text, "answer", checked);
  checked.good = response.status < 300;
  const auto& taken = operation["requestBody"]["content"]["application/json"]["schema"];
  const bool deletes = request.method == relay::http::Method::Delete && !request.body.empty();
  if (checked.good && (request.method == relay::http::Method::Post || deletes)) {
    check_text(taken, request.body, "body", checked);
  }
  return checked;
}

}  // namespace tests
