#include "relay/json/write.h"

#include <catch2/catch.hpp>
#include <limits>
#include <random>

#include "relay/json/read.h"
#include "tests/support/day.h"

using relay::json::Field;
using relay::json::read;
using relay::json::Value;
using relay::json::write;
using relay::json::write_indented;

namespace {

std::string random_text(std::mt19937& dice) {
  static const std::vector<std::string> kPieces{"a",
                                                "B",
                                                " ",
                                                "\"",
                                                "\\",
                                                "/",
                                                "\n",
                                                "\r",
                                                "\t",
                                                "\b",
                                                "\x1b[2J",
                                                "\x7f",
                                                "\xc3\xa4",
                                                "\xe2\x80\xa8",
                                                "\xe2\x80\xae",
                                                "\xf0\x9f\x92\xa7",
                                                "<img onerror>",
                                                "\\u0041",
                                                "{",
                                                "]"};
  std::string text;
  for (auto left = dice() % 6; left > 0; --left) text += kPieces.at(dice() % kPieces.size());
  return text;
}

Value random_value(std::mt19937& dice, std::size_t depth) {
  switch (dice() % (depth == 0 ? 4 : 6)) {
    case 0:
      return {};
    case 1:
      return dice() % 2 == 0;
    case 2:
      return static_cast<std::int64_t>((std::uint64_t{dice()} << 32 | dice()) >> (dice() % 64));
    case 3:
      return random_text(dice);
    case 4: {
      Value::List items;
      for (auto left = dice() % 4; left > 0; --left) items.push_back(random_value(dice, depth - 1));
      return items;
    }
    default: {
      Value::Record fields;
      for (auto left = dice() % 4; left > 0; --left) {
        fields.push_back({std::to_string(left) + random_text(dice), random_value(dice, depth - 1)});
      }
      return fields;
    }
  }
}

}  // namespace

TEST_CASE("what is written is read again as the same value", "[json][property]") {
  const auto seed = GENERATE(take(300, random(0, std::numeric_limits<int>::max())));
  CAPTURE(seed);
  std::mt19937 dice{static_cast<unsigned>(seed)};
  const Value value = random_value(dice, 5);

  const auto again = read(write(value));
  REQUIRE(again);
  CHECK(*again == value);
  const auto indented = read(write_indented(value));
  REQUIRE(indented);
  CHECK(*indented == value);
}

TEST_CASE("a record is written as the house writes JSON", "[json]") {
  const auto digest = policy::Digest::parse_hex(std::string(64, 'a'));
  REQUIRE(digest);
  const Value value{Value::Record{
      {"release", "daily 27500"},
      {"at", tests::day(3)},
      {"tree", *digest},
      {"until", std::optional<policy::Instant>{}},
      {"since", std::optional{tests::day(0)}},
      {"held", false},
      {"count", 3U},
      {"groups", Value::List{"pilot", "office"}},
      {"empty", Value::List{}},
      {"none", Value::Record{}},
  }};
  CHECK(write(value) ==
        R"({"release":"daily 27500","at":"2026-01-04T00:00:00Z","tree":"sha256:)" +
            std::string(64, 'a') +
            R"(","until":null,"since":"2026-01-01T00:00:00Z","held":false,"count":3,)"
            R"("groups":["pilot","office"],"empty":[],"none":{}})");
}

TEST_CASE("people get one field a line", "[json]") {
  const Value value{Value::Record{{"a", Value::List{1, Value::Record{}}}, {"b", Value{}}}};
  CHECK(write_indented(value) ==
        "{\n"
        "  \"a\": [\n"
        "    1,\n"
        "    {}\n"
        "  ],\n"
        "  \"b\": null\n"
        "}\n");
}

TEST_CASE("no text can leave its quotes or reach a terminal as a control", "[json]") {
  CHECK(write("\"\\\n\r\t\b\x1b\x7f") == R"("\"\\\n\r\t\u0008\u001b\u007f")");
  CHECK(write("\xc2\x9b\xe2\x80\xa8\xe2\x80\xae") == R"("\u009b\u2028\u202e")");
  CHECK(write(Value::Record{{"a\":1,\"b", 2}}) == R"({"a\":1,\"b":2})");
  CHECK(write("<img src=x onerror=alert(1)>") == R"("<img src=x onerror=alert(1)>")");
}

TEST_CASE("bytes that are not UTF-8 are replaced and the rest is kept", "[json]") {
  CHECK(write("a\xff"
              "b\xe2\x82") ==
        "\"a\xef\xbf\xbd"
        "b\xef\xbf\xbd\xef\xbf\xbd\"");
}

TEST_CASE("the largest and smallest numbers stay what they are", "[json]") {
  CHECK(write(std::numeric_limits<std::int64_t>::max()) == "9223372036854775807");
  CHECK(write(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
}

TEST_CASE("a believed answer is read leniently", "[json]") {
  const Value value{Value::Record{{"name", "x"}, {"list", Value::List{1}}, {"yes", true}}};
  CHECK(value["name"].text() == "x");
  CHECK(value["list"].items().at(0).number() == 1);
  CHECK(value["yes"].truth());
  CHECK(value["absent"]["deeper"].null());
  CHECK(value["absent"].text().empty());
  CHECK(value["name"].items().empty());
  CHECK(value["name"].number() == 0);
}
