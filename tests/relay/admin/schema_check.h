#pragma once

#include <algorithm>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "relay/json/utf8.h"
#include "relay/json/value.h"

namespace tests {

/// Whether values are as the schemas of an OpenAPI 3.1 document say; as much of JSON Schema as ours
/// use. A keyword that is not known here is told as a problem, so that nothing is believed that was
/// not looked at.
class SchemaCheck {
 public:
  using Value = relay::json::Value;

  explicit SchemaCheck(const Value& document) : document_{document} {}

  /// "roles[0].feed: expected string or null, found a number"; empty: nothing is wrong.
  std::vector<std::string> against(const Value& schema, const Value& value) const {
    std::vector<std::string> problems;
    check({schema, value, "", problems});
    return problems;
  }

  /// What a "#/…" names; null where there is no such thing.
  const Value& named(std::string_view reference) const {
    const Value* found = &document_;
    if (!reference.starts_with("#/")) return nothing();
    reference.remove_prefix(2);
    while (!reference.empty()) {
      const std::size_t end = std::min(reference.find('/'), reference.size());
      found = &(*found)[reference.substr(0, end)];
      reference.remove_prefix(std::min(end + 1, reference.size()));
    }
    return *found;
  }

 private:
  struct Asked {
    const Value& schema;
    const Value& value;
    const std::string& path;
    std::vector<std::string>& problems;

    void note(const std::string& what) const {
      problems.push_back(path.empty() ? what : path + ": " + what);
    }
  };
  using Keyword = void (SchemaCheck::*)(const Asked&, const Value& limit) const;

  static const Value& nothing() {
    static const Value kNothing{};
    return kNothing;
  }

  void check(const Asked& asked) const {
    for (const auto& [name, limit] : std::get<Value::Record>(asked.schema.held())) {
      const auto found = keywords().find(name);
      if (found == keywords().end()) {
        asked.note("the schema's keyword '" + name + "' is not known");
      } else if (found->second != nullptr) {
        (this->*found->second)(asked, limit);
      }
    }
  }

  static const std::map<std::string, Keyword>& keywords() {
    static const std::map<std::string, Keyword> kKeywords{
        {"$ref", &SchemaCheck::reference},
        {"type", &SchemaCheck::type},
        {"enum", &SchemaCheck::one_of_words},
        {"const", &SchemaCheck::constant},
        {"properties", &SchemaCheck::properties},
        {"required", &SchemaCheck::required},
        {"additionalProperties", &SchemaCheck::closed},
        {"items", &SchemaCheck::items},
        {"minItems", &SchemaCheck::size},
        {"maxItems", &SchemaCheck::size},
        {"minimum", &SchemaCheck::range},
        {"maximum", &SchemaCheck::range},
        {"minLength", &SchemaCheck::length},
        {"maxLength", &SchemaCheck::length},
        {"pattern", &SchemaCheck::pattern},
        {"format", &SchemaCheck::format},
        {"anyOf", &SchemaCheck::any_of},
        {"oneOf", &SchemaCheck::any_of},
        {"description", nullptr},
        {"default", nullptr},
        {"contentMediaType", nullptr}};
    return kKeywords;
  }

  void reference(const Asked& asked, const Value& limit) const {
    const Value& schema = named(limit.text());
    if (schema.null()) return asked.note("there is no " + limit.text());
    check({schema, asked.value, asked.path, asked.problems});
  }

  static const char* type_of(const Value& value) {
    static constexpr const char* kTypes[] = {"null",   "boolean", "integer",
                                             "string", "array",   "object"};
    return kTypes[value.held().index()];
  }

  void type(const Asked& asked, const Value& limit) const {
    std::string all = limit.text();
    bool fits = all == type_of(asked.value);
    for (const Value& one : limit.items()) {
      fits = fits || one.text() == type_of(asked.value);
      all += (all.empty() ? "" : " or ") + one.text();
    }
    if (!fits) asked.note("expected " + all + ", found " + type_of(asked.value));
  }

  void one_of_words(const Asked& asked, const Value& limit) const {
    const bool fits = std::ranges::find(limit.items(), asked.value) != limit.items().end();
    if (!fits) asked.note("'" + asked.value.text() + "' is none of the words");
  }
  void constant(const Asked& asked, const Value& limit) const {
    if (asked.value != limit) asked.note("is not what it always is");
  }

  void properties(const Asked& asked, const Value& limit) const {
    const auto* const fields = std::get_if<Value::Record>(&asked.value.held());
    if (fields == nullptr) return;
    for (const auto& field : *fields) {
      const Value& schema = limit[field.name];
      if (schema.null()) continue;
      const std::string path = asked.path.empty() ? field.name : asked.path + "." + field.name;
      check({schema, field.value, path, asked.problems});
    }
  }

  static bool has(const Value::Record& fields, const std::string& name) {
    return std::ranges::any_of(fields, [&](const auto& field) { return field.name == name; });
  }
  void required(const Asked& asked, const Value& limit) const {
    const auto* const fields = std::get_if<Value::Record>(&asked.value.held());
    if (fields == nullptr) return;
    for (const Value& name : limit.items()) {
      if (!has(*fields, name.text())) asked.note("'" + name.text() + "' is missing");
    }
  }
  /// No schema of ours says more of fields that it does not name than that there are none.
  void closed(const Asked& asked, const Value& limit) const {
    if (limit != Value{false}) return asked.note("additionalProperties is not false");
    const auto* const fields = std::get_if<Value::Record>(&asked.value.held());
    const auto* const named = std::get_if<Value::Record>(&asked.schema["properties"].held());
    if (fields == nullptr) return;
    for (const auto& field : *fields) {
      const bool known = named != nullptr && has(*named, field.name);
      if (!known) asked.note("'" + field.name + "' is not described");
    }
  }

  void items(const Asked& asked, const Value& limit) const {
    std::size_t index = 0;
    for (const Value& item : asked.value.items()) {
      const std::string path = asked.path + "[" + std::to_string(index++) + "]";
      check({limit, item, path, asked.problems});
    }
  }
  void size(const Asked& asked, const Value&) const {
    if (!std::holds_alternative<Value::List>(asked.value.held())) return;
    within(asked, static_cast<std::int64_t>(asked.value.items().size()), "minItems", "maxItems");
  }
  void range(const Asked& asked, const Value&) const {
    if (!std::holds_alternative<std::int64_t>(asked.value.held())) return;
    within(asked, asked.value.number(), "minimum", "maximum");
  }
  void length(const Asked& asked, const Value&) const {
    if (!std::holds_alternative<std::string>(asked.value.held())) return;
    const auto characters = relay::json::count_characters(asked.value.text()).value_or(0);
    within(asked, static_cast<std::int64_t>(characters), "minLength", "maxLength");
  }
  static void within(const Asked& asked, std::int64_t number, const char* least, const char* most) {
    const Value& from = asked.schema[least];
    const Value& to = asked.schema[most];
    const bool fits =
        (from.null() || number >= from.number()) && (to.null() || number <= to.number());
    const std::string told = std::to_string(number) + " is beyond " + least + " or " + most;
    const auto& all = asked.problems;
    const std::string whole = asked.path.empty() ? told : asked.path + ": " + told;
    if (!fits && std::ranges::find(all, whole) == all.end()) asked.note(told);
  }

  void pattern(const Asked& asked, const Value& limit) const {
    fits(asked, limit.text(), "does not look as it must");
  }
  void format(const Asked& asked, const Value& limit) const {
    if (limit.text() != "date-time") return asked.note("the format is not known");
    fits(asked, "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", "is no time");
  }
  static void fits(const Asked& asked, const std::string& expression, const char* else_what) {
    const auto* const text = std::get_if<std::string>(&asked.value.held());
    if (text == nullptr) return;
    thread_local std::map<std::string, std::regex> compiled;
    const auto found = compiled.try_emplace(expression, expression).first;
    if (!std::regex_search(*text, found->second)) asked.note("'" + *text + "' " + else_what);
  }

  /// One is enough, of oneOf as well: those of ours shut each other out.
  void any_of(const Asked& asked, const Value& limit) const {
    std::string all;
    for (const Value& schema : limit.items()) {
      const auto problems = against(schema, asked.value);
      if (problems.empty()) return;
      all += (all.empty() ? "" : " | ") + problems.front();
    }
    asked.note("fits to none: " + all);
  }

  const Value& document_;
};

}  // namespace tests
