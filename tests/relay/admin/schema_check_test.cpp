#include "tests/relay/admin/schema_check.h"

#include <catch2/catch.hpp>

#include "relay/json/read.h"

using relay::json::Value;
using tests::SchemaCheck;

namespace {

Value read_json(const std::string& text) {
  const auto value = relay::json::read(text, {.bytes = 100'000, .depth = 64});
  if (!value) FAIL(value.error() << ": " << text);
  return *value;
}

/// What a value has against a schema, in one line.
std::string wrong(const std::string& schema, const std::string& value) {
  const Value document =
      read_json(R"({"components":{"schemas":{"Name":{"type":"string","pattern":"^[a-z]+$"}}}})");
  std::string all;
  for (const auto& one : SchemaCheck{document}.against(read_json(schema), read_json(value))) {
    all += (all.empty() ? "" : "; ") + one;
  }
  return all;
}

}  // namespace

TEST_CASE("a value has the type of its schema", "[admin][openapi]") {
  CHECK(wrong(R"({"type":"integer"})", "7").empty());
  CHECK(wrong(R"({"type":"integer"})", "null") == "expected integer, found null");
  CHECK(wrong(R"({"type":["string","null"]})", "null").empty());
  CHECK(wrong(R"({"type":["string","null"]})", "[]") == "expected string or null, found array");
  CHECK(wrong(R"({"type":"boolean"})", "{}") == "expected boolean, found object");
}

TEST_CASE("a record has the fields of its schema and no others", "[admin][openapi]") {
  const std::string schema = R"({"type":"object","required":["a","b"],
      "properties":{"a":{"type":"integer"},"b":{"items":{"type":"string"}},"c":{}},
      "additionalProperties":false})";
  CHECK(wrong(schema, R"({"a":1,"b":["x"],"c":null})").empty());
  CHECK(wrong(schema, R"({"a":1})") == "'b' is missing");
  CHECK(wrong(schema, R"({"a":1,"b":[],"d":1})") == "'d' is not described");
  CHECK(wrong(schema, R"({"a":"1","b":["x",2]})") ==
        "a: expected integer, found string; b[1]: expected string, found integer");
  CHECK(wrong(R"({"additionalProperties":{"type":"string"}})", "{}") ==
        "additionalProperties is not false");
}

TEST_CASE("words and bounds are kept from both sides", "[admin][openapi]") {
  CHECK(wrong(R"({"enum":["a",null]})", "null").empty());
  CHECK(wrong(R"({"enum":["a","b"]})", R"("c")") == "'c' is none of the words");
  CHECK(wrong(R"({"const":"all"})", R"("all")").empty());
  CHECK(wrong(R"({"const":"all"})", R"("none")") == "is not what it always is");
  const std::string number = R"({"minimum":1,"maximum":3})";
  CHECK(wrong(number, "1").empty());
  CHECK(wrong(number, "3").empty());
  CHECK(wrong(number, "0") == "0 is beyond minimum or maximum");
  CHECK(wrong(number, "4") == "4 is beyond minimum or maximum");
  const std::string text = R"({"minLength":1,"maxLength":2})";
  CHECK(wrong(text, "\"\xc3\xa4\xc3\xa4\"").empty());
  CHECK(wrong(text, R"("")") == "0 is beyond minLength or maxLength");
  CHECK(wrong(text, R"("abc")") == "3 is beyond minLength or maxLength");
  const std::string list = R"({"minItems":1,"maxItems":2})";
  CHECK(wrong(list, "[1,2]").empty());
  CHECK(wrong(list, "[]") == "0 is beyond minItems or maxItems");
  CHECK(wrong(list, "[1,2,3]") == "3 is beyond minItems or maxItems");
}

TEST_CASE("texts look as their schema says", "[admin][openapi]") {
  CHECK(wrong(R"({"pattern":"^a+$"})", R"("aaa")").empty());
  CHECK(wrong(R"({"pattern":"^a+$"})", R"("ab")") == "'ab' does not look as it must");
  CHECK(wrong(R"({"format":"date-time"})", R"("2026-01-02T03:04:05Z")").empty());
  CHECK(wrong(R"({"format":"date-time"})", R"("2026-01-02")") == "'2026-01-02' is no time");
  CHECK(wrong(R"({"format":"email"})", R"("a@b")") == "the format is not known");
}

TEST_CASE("schemas are named and one of several is enough", "[admin][openapi]") {
  const std::string name = R"({"$ref":"#/components/schemas/Name"})";
  CHECK(wrong(name, R"("abc")").empty());
  CHECK(wrong(name, R"("ABC")") == "'ABC' does not look as it must");
  CHECK(wrong(R"({"$ref":"#/components/schemas/Nome"})", "1") ==
        "there is no #/components/schemas/Nome");
  CHECK(wrong(R"({"$ref":"Name"})", "1") == "there is no Name");
  const std::string either = R"({"anyOf":[)" + name + R"(,{"type":"null"}]})";
  CHECK(wrong(either, "null").empty());
  CHECK(wrong(either, "7") ==
        "fits to none: expected string, found integer | expected null, "
        "found integer");
  CHECK(wrong(R"({"minimun":1})", "0") == "the schema's keyword 'minimun' is not known");
}
