#include "relay/admin/wish.h"

#include <catch2/catch.hpp>

using relay::admin::Field;
using relay::admin::read_wish;
using relay::admin::Shape;

namespace {

constexpr Shape kHold{.lift = Field::Optional};
constexpr Shape kBlock{
    .version = Field::Required, .version_to_lift = Field::Required, .lift = Field::Optional};
constexpr Shape kPin{.version = Field::Required, .lift = Field::Optional};
constexpr Shape kSync{.reason = Field::Optional, .groups = Field::Absent, .version = Field::Absent};

std::string joined(const std::vector<relay::json::Problem>& problems) {
  std::string text;
  for (const auto& problem : problems) text += (text.empty() ? "" : "; ") + show(problem);
  return text;
}

std::string refusal(std::string_view body, const Shape& shape) {
  const auto wish = read_wish(body, shape);
  return wish ? "" : joined(wish.error());
}

std::string with_reason(const std::string& reason) {
  return R"({"groups":"all","reason":")" + reason + "\"}";
}

}  // namespace

TEST_CASE("a wish says groups and version and reason and lift", "[admin]") {
  const auto wish = read_wish(
      R"({"groups":["pilot","office"],"version":"daily 4","reason":"because","lift":true})",
      kBlock);
  REQUIRE(wish);
  CHECK(wish->groups == std::vector<std::string>{"pilot", "office"});
  CHECK(wish->version == "daily 4");
  CHECK(wish->reason == "because");
  CHECK(wish->lift);
}

TEST_CASE("all groups are asked for by their own word and never by none", "[admin]") {
  const auto wish = read_wish(with_reason("x"), kHold);
  REQUIRE(wish);
  CHECK(wish->groups.empty());
  CHECK(refusal(R"({"groups":[],"reason":"x"})", kHold) ==
        "groups: expected at least one group, or the text \"all\"");
  for (const char* const body : {R"({"reason":"x"})", R"({"groups":null,"reason":"x"})",
                                 R"({"groups":"pilot","reason":"x"})"}) {
    CHECK(refusal(body, kHold) == "groups: expected a list of groups, or the text \"all\"");
  }
}

TEST_CASE("a reason has from one to five hundred characters in one line", "[admin]") {
  const std::string wrong = "reason: expected one line of 1 to 500 characters";
  CHECK(refusal(with_reason("x"), kHold).empty());
  CHECK(refusal(with_reason(std::string(500, 'x')), kHold).empty());
  CHECK(refusal(with_reason(std::string(501, 'x')), kHold) == wrong);
  std::string umlauts;
  for (int i = 0; i < 500; ++i) umlauts += "\xc3\xa4";
  CHECK(refusal(with_reason(umlauts), kHold).empty());
  CHECK(refusal(with_reason(umlauts + "x"), kHold) == wrong);
  CHECK(refusal(with_reason(""), kHold) == wrong);
  CHECK(refusal(with_reason(" \\t"), kHold) == wrong);
  CHECK(refusal(with_reason("a\\nb"), kHold) == wrong);
  CHECK(refusal(with_reason("a\\rb"), kHold) == wrong);
  CHECK(refusal(R"({"groups":"all"})", kHold) == "reason: expected a text, found nothing");
}

TEST_CASE("a version is asked for where there must be one", "[admin]") {
  CHECK(refusal(with_reason("x"), kPin) == "version: expected a text, found nothing");
  CHECK(refusal(with_reason("x"), kHold).empty());
  CHECK(refusal(R"({"groups":"all","reason":"x","lift":true})", kPin).empty());
  CHECK(refusal(R"({"groups":"all","reason":"x","lift":true})", kBlock) ==
        "version: expected a text, found nothing");
  CHECK(refusal(R"({"groups":"all","reason":"x","version":""})", kPin) ==
        "version: expected a version, found an empty text");
}

TEST_CASE("every problem of a body is named at once", "[admin]") {
  CHECK(refusal(R"({"groups":["pilot",7],"version":1,"reason":null,"lift":"yes"})", kPin) ==
        "reason: expected a text, found nothing; lift: expected true or false, found a text; "
        "groups[1]: expected a text, found a number; version: expected a text, found a number");
  CHECK(refusal(R"({"groups":"all","reason":"x","lift":true,"force":1})", {}) ==
        "lift: unknown; force: unknown");
  CHECK(refusal(R"({"groups":[],"reason":"","force":1})", {}) ==
        "force: unknown; reason: expected one line of 1 to 500 characters; "
        "groups: expected at least one group, or the text \"all\"");
  CHECK(refusal("[]", kHold) == "expected a record, found a list");
  CHECK(refusal(R"({"groups":"all","reason":"x","reason":"y"})", kHold) ==
        "reason: not JSON: the field 'reason' stands twice in one record");
}

TEST_CASE("fields of an act's own are known and what is wrong with them is named", "[admin]") {
  std::string of;
  const relay::admin::Own own{{"of"}, [&](const relay::json::Part& root) {
                                of = read_version(root["of"], Field::Required);
                              }};
  const auto said = [&](const std::string& body) {
    const auto wish = read_wish(body, relay::admin::kReasonAlone, own);
    return wish ? "of " + of : joined(wish.error());
  };
  CHECK(said(R"({"reason":"x","of":"3"})") == "of 3");
  CHECK(said(R"({"reason":"x","of":""})") == "of: expected a version, found an empty text");
  CHECK(said(R"({"version":"3"})") ==
        "version: unknown; reason: expected a text, found nothing; "
        "of: expected a text, found nothing");
}

TEST_CASE("a sync needs nothing and takes a reason", "[admin]") {
  CHECK(refusal("{}", kSync).empty());
  CHECK(refusal(R"({"reason":"now"})", kSync).empty());
  CHECK(refusal(R"({"groups":"all"})", kSync) == "groups: unknown");
  CHECK_FALSE(refusal("", kSync).empty());
}
