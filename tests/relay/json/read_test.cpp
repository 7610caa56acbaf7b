#include "relay/json/read.h"

#include <catch2/catch.hpp>

using relay::json::Bounds;
using relay::json::Part;
using relay::json::read;
using relay::json::Value;

namespace {

std::string refusal(std::string_view text, Bounds bounds = {}) {
  const auto result = read(text, bounds);
  return result ? "" : result.error();
}

/// To which place it could be read.
std::string place(std::string_view text, Bounds bounds = {}) {
  const auto result = relay::json::read_placed(text, bounds);
  return result ? "all of it" : result.error().path;
}

std::vector<std::string> shown(const std::vector<relay::json::Problem>& problems) {
  std::vector<std::string> all;
  for (const auto& problem : problems) all.push_back(show(problem));
  return all;
}

}  // namespace

TEST_CASE("a record is read in the order in which it was written", "[json]") {
  const auto value = read(R"( {"b": [1, -2, true, null], "a": {"c": "\u00e4\n"}} )");
  REQUIRE(value);
  CHECK(*value == Value{Value::Record{{"b", Value::List{1, -2, true, Value{}}},
                                      {"a", Value::Record{{"c", "\xc3\xa4\n"}}}}});
}

TEST_CASE("a text that is not JSON is refused", "[json]") {
  const std::string text = GENERATE(values<std::string>({
      "",
      " ",
      "{",
      "}",
      "[1",
      "[1,]",
      "{\"a\":1,}",
      "{\"a\"}",
      "{\"a\":1 \"b\":2}",
      "{a:1}",
      "'a'",
      "nul",
      "tru",
      "{} {}",
      "{}x",
      "[1] 2",
      "\"a",
      "\"\\x\"",
      "\"\\ud800\"",
      "01",
      "+1",
      "--1",
      ".5",
      "NaN",
      "Infinity",
      "/* */ {}",
      "// x\n{}",
      "\"a\nb\"",
      "{\"a\" 1}",
      ",",
      "[1 2]",
      "\"\\u00\"",
      "0x10",
  }));
  CAPTURE(text);
  CHECK_THAT(refusal(text), Catch::StartsWith("not JSON"));
}

TEST_CASE("a NUL does not hide what stands after it", "[json]") {
  const std::string text{"{}\0{\"a\":1}", 10};
  CHECK(refusal(text) == "not JSON: it is not a text in UTF-8");
  CHECK_FALSE(refusal("{\"a\\u0000\":1}").empty());
  CHECK_FALSE(refusal("{\"a\":\"\\u0000\"}").empty());
}

TEST_CASE("bytes that are not UTF-8 are refused", "[json]") {
  CHECK(refusal("\"\xff\"") == "not JSON: it is not a text in UTF-8");
  CHECK(refusal("\"\xed\xa0\x80\"") == "not JSON: it is not a text in UTF-8");
}

TEST_CASE("a field that stands twice in one record is refused", "[json]") {
  CHECK(refusal(R"({"lift":false,"lift":true})") ==
        "not JSON: the field 'lift' stands twice in one record");
  CHECK(refusal(R"({"a":[{"b":1,"c":2,"b":1}]})") ==
        "not JSON: the field 'b' stands twice in one record");
  CHECK(refusal(R"({"a":{"b":1},"c":{"b":1}})").empty());
  CHECK(refusal(R"({"a":1,"\u0061":1})") == "not JSON: the field 'a' stands twice in one record");
}

TEST_CASE("a text is read up to its bound in bytes", "[json]") {
  CHECK(refusal("[1,2]", {.bytes = 5}).empty());
  CHECK(refusal("[1,2]", {.bytes = 4}) == "not read: more than 4 bytes");
}

TEST_CASE("a text is read up to its bound in depth", "[json]") {
  CHECK(refusal("[{\"a\":[]}]", {.depth = 3}).empty());
  CHECK(refusal("[{\"a\":[]}]", {.depth = 2}) ==
        "not JSON: lists and records are more than 2 deep");
  CHECK(refusal(std::string(30'000, '[')) == "not JSON: lists and records are more than 16 deep");
}

TEST_CASE("a record is read up to its bound in fields", "[json]") {
  CHECK(refusal(R"([{"a":1,"b":2},{"a":1,"b":2}])", {.fields = 2}).empty());
  CHECK(refusal(R"([{"a":1,"b":2,"c":3}])", {.fields = 2}) ==
        "not JSON: a record has more than 2 fields");
  std::string most = "{\"0\":0";
  for (int i = 1; i < 100; ++i) most += ",\"" + std::to_string(i) + "\":0";
  CHECK(refusal(most + "}").empty());
  CHECK(refusal(most + ",\"100\":0}") == "not JSON: a record has more than 100 fields");
}

TEST_CASE("numbers are whole and fit into 64 bits", "[json]") {
  CHECK(refusal("[9223372036854775807,-9223372036854775808,0]").empty());
  for (const char* const text : {"[9223372036854775808]", "[-9223372036854775809]", "[1.5]",
                                 "[1e2]", "[1E2]", "[99999999999999999999999999]"}) {
    CAPTURE(text);
    CHECK(refusal(text) ==
          "not JSON as we read it: a number is not whole or needs more than 64 bits");
  }
  CHECK(refusal(R"(["1.5 \" -9e9", 7])").empty());
}

TEST_CASE("a text that is refused is refused at its place", "[json]") {
  CHECK(place(R"({"a":[{"b":1,"c":2,"b":1}]})") == "a[0].b");
  CHECK(place(R"({"a":[1,{"b":[2.5]}]})") == "a[1].b[0]");
  CHECK(place(R"({"a":"1.5","b":[0,-9223372036854775809]})") == "b[1]");
  CHECK(place(R"({"a":{"b":18446744073709551616}})") == "a.b");
  CHECK(place(R"([[],[[{}]]])", {.depth = 3}) == "[1][0][0]");
  CHECK(place(R"({"a":{"b":1,"c":2}})", {.fields = 1}) == "a");
  CHECK(place(R"({"a":[true,nul]})") == "a[1]");
  CHECK(place(R"({"a":1)") == "");
  CHECK(place("[1,2]", {.bytes = 4}) == "");
  CHECK(place("[1,2]") == "all of it");
}

TEST_CASE("every problem of a record is named with its path", "[json]") {
  const auto value = read(R"({"groups":["pilot",7,null],"version":true,"lift":"yes","soak":1,
                             "deep":{"list":[[0]]}})");
  REQUIRE(value);
  std::vector<relay::json::Problem> problems;
  const Part root{*value, problems};
  root.has_only({"groups", "version", "lift", "reason", "deep"});
  for (const Part& group : root["groups"].items()) (void)group.text();
  CHECK_FALSE(root["version"].text());
  CHECK_FALSE(root["lift"].truth());
  CHECK_FALSE(root["reason"].text());
  CHECK(root["deep"]["list"].items().at(0).items().at(0).number() == 0);
  CHECK(root["deep"]["list"].items().at(0).items().at(0).text() == std::nullopt);
  CHECK(root["version"].items().empty());
  CHECK(shown(problems) == std::vector<std::string>{
                               "soak: unknown",
                               "groups[1]: expected a text, found a number",
                               "groups[2]: expected a text, found nothing",
                               "version: expected a text, found true or false",
                               "lift: expected true or false, found a text",
                               "reason: expected a text, found nothing",
                               "deep.list[0][0]: expected a text, found a number",
                               "version: expected a list, found true or false",
                           });
}

TEST_CASE("a root that is not a record is a problem of its own", "[json]") {
  std::vector<relay::json::Problem> problems;
  const Value list{Value::List{}};
  Part{list, problems}.has_only({"a"});
  CHECK(shown(problems) == std::vector<std::string>{"expected a record, found a list"});
}
