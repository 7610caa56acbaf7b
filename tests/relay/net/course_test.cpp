#include "relay/net/course.h"

#include <catch2/catch.hpp>

using relay::net::AnswerHead;
using relay::net::ByteRange;
using relay::net::ContentRange;
using relay::net::Course;
using relay::net::judge;
using relay::net::Resume;
using relay::net::Wanted;
using Kind = relay::net::Unreachable::Kind;
using Step = relay::net::Course::Step;

namespace {

AnswerHead part(ContentRange range) {
  AnswerHead head{.status = 206};
  head.length = range.last - range.first + 1;
  head.content_range = range;
  return head;
}

AnswerHead whole(std::uint64_t length) {
  AnswerHead head{.status = 200};
  head.length = length;
  return head;
}

const Wanted kWhole{.size_cap = 100, .path = "/x.cvd"};
const Wanted kRest{.resume = Resume{"\"v1\"", 40, 90}, .size_cap = 100};

Wanted slice(std::uint64_t first, std::uint64_t last) {
  return {.range = ByteRange{first, last}, .size_cap = 100};
}

}  // namespace

TEST_CASE("a declared length of exactly the cap is taken and one more is not", "[net][course]") {
  CHECK(judge(whole(100), kWhole)->promise.length == 100);
  const auto over = judge(whole(101), kWhole);
  REQUIRE_FALSE(over);
  CHECK(over.error().kind == Kind::TooLong);
  CHECK(over.error().what == "declares 101 bytes; at most 100 are taken");
}

TEST_CASE("a body whose end could not be told from a break is refused", "[net][course]") {
  const auto judged = judge({.status = 200}, kWhole);
  REQUIRE_FALSE(judged);
  CHECK(judged.error().kind == Kind::NotWanted);
  CHECK(judge({.status = 200, .chunked = true}, kWhole));
}

TEST_CASE("a label that says compressed is refused", "[net][course]") {
  auto head = whole(5);
  head.content_encoding = "identity";
  CHECK(judge(head, kWhole));
  head.content_encoding = "gzip";
  CHECK(judge(head, kWhole).error().kind == Kind::NotWanted);
}

TEST_CASE("a page is taken only where a page was asked for", "[net][course]") {
  auto head = whole(5);
  head.media_type = "text/html";
  CHECK(judge(head, kWhole).error().kind == Kind::NotWanted);
  Wanted page = kWhole;
  page.path = "/index.html";
  REQUIRE(judge(head, page));
  CHECK(judge(head, page)->promise.may_be_page);
}

TEST_CASE("nothing has changed only if that was asked", "[net][course]") {
  Wanted asked = kWhole;
  asked.conditional = true;
  CHECK(judge({.status = 304}, asked)->step == Step::NotModified);
  CHECK(judge({.status = 304}, kWhole).error().kind == Kind::NotWanted);
}

TEST_CASE("a part must be the part that was asked for", "[net][course]") {
  CHECK(judge(part({0, 95, 500}), slice(0, 95))->promise.length == 96);
  CHECK(judge(part({0, 49, 50}), slice(0, 95))->promise.length == 50);
  CHECK(judge(part({0, 95, {}}), slice(0, 95)));
  for (const auto& other : {ContentRange{1, 95, 500}, ContentRange{0, 94, 500},
                            ContentRange{0, 96, 500}, ContentRange{0, 50, {}}}) {
    CAPTURE(other.first, other.last);
    CHECK(judge(part(other), slice(0, 95)).error().kind == Kind::NotWanted);
  }
  CHECK(judge(part({0, 95, 500}), kWhole).error().kind == Kind::NotWanted);
  auto short_of_it = part({0, 95, 500});
  short_of_it.length = 95;
  CHECK(judge(short_of_it, slice(0, 95)).error().kind == Kind::NotWanted);
}

TEST_CASE("a server that ignores Range gives a slice of the whole", "[net][course]") {
  const auto course = judge(whole(1'000'000), slice(5, 9));
  REQUIRE(course);
  CHECK(course->promise.skip == 5);
  CHECK(course->promise.take == 5);
  CHECK(judge(whole(7), slice(5, 9))->promise.take == 2);
  CHECK(judge(whole(6), slice(5, 9))->promise.take == 1);
  CHECK(judge(whole(5), slice(5, 9)).error().kind == Kind::Status);
  CHECK(judge(whole(1000), slice(100, 101)));
  CHECK(judge(whole(1000), slice(101, 102)).error().kind == Kind::NotWanted);
  CHECK(judge(whole(1000), slice(0, 99)));
  CHECK(judge(whole(1000), slice(0, 100)).error().kind == Kind::TooLong);
}

TEST_CASE("a rest is taken only if it is the rest of the same version", "[net][course]") {
  const auto course = judge(part({40, 89, 90}), kRest);
  REQUIRE(course);
  CHECK(course->step == Step::TakeBody);
  CHECK_FALSE(course->whole);
  CHECK(course->promise.length == 50);
  for (const auto& other :
       {ContentRange{39, 89, 90}, ContentRange{41, 89, 90}, ContentRange{40, 88, 90},
        ContentRange{40, 89, 91}, ContentRange{40, 89, {}}}) {
    CAPTURE(other.first, other.last);
    CHECK(judge(part(other), kRest)->step == Step::StartOver);
  }
  auto changed = part({40, 89, 90});
  changed.etag = "\"v1\"";
  CHECK(judge(changed, kRest)->step == Step::TakeBody);
  changed.etag = "\"v2\"";
  CHECK(judge(changed, kRest)->step == Step::StartOver);
  CHECK(judge({.status = 416}, kRest)->step == Step::StartOver);
  CHECK(judge({.status = 416}, kWhole).error().kind == Kind::Status);
  CHECK(judge(whole(90), kRest)->whole);
}

TEST_CASE("absence is told from trouble", "[net][course]") {
  CHECK(judge({.status = 404, .phrase = "Not Found"}, kWhole).error().kind == Kind::Missing);
  CHECK(judge({.status = 410}, kWhole).error().kind == Kind::Missing);
  const auto busy = judge({.status = 503, .phrase = "Service Unavailable"}, kWhole);
  CHECK(busy.error().kind == Kind::Status);
  CHECK(busy.error().what == "503 Service Unavailable");
  CHECK(judge({.status = 302}, kWhole).error().kind == Kind::Status);
}
