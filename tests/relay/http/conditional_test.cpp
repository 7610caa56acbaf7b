#include "relay/http/conditional.h"

#include <catch2/catch.hpp>

#include "relay/http/http_date.h"
#include "tests/relay/http/asking.h"

using namespace std::chrono_literals;
using relay::http::Condition;
using relay::http::condition_of;
using relay::http::Field;
using relay::http::http_date;
using relay::http::range_applies;
using relay::http::Validators;
using tests::asking;
using tests::day;

namespace {

Validators ours() {
  return {.etag = "\"abc\"", .last_modified = day(2), .also_valid_for = day(1)};
}

Condition asked(std::vector<Field> fields) {
  return condition_of(asking(std::move(fields)), ours());
}

}  // namespace

TEST_CASE("a client that names our tag has the bytes", "[http][conditional]") {
  for (const auto* tag : {"\"abc\"", "W/\"abc\"", "*", "\"x\", \"abc\"", "\"x\",W/\"abc\" ,"}) {
    CAPTURE(tag);
    CHECK(asked({{"If-None-Match", tag}}) == Condition::SameBytes);
  }
  for (const auto* tag : {"\"abd\"", "abc", "\"ABC\"", "", "w/\"abc\"", "W/ \"abc\"", "\"abc"}) {
    CAPTURE(tag);
    CHECK(asked({{"If-None-Match", tag}}) == Condition::Holds);
  }
}

TEST_CASE("If-Modified-Since means equality and never not-later-than", "[http][conditional]") {
  const auto since = [](policy::Instant at) {
    return asked({{"If-Modified-Since", http_date(at)}});
  };
  CHECK(since(day(2)) == Condition::SameBytes);
  CHECK(since(day(2) - 1s) == Condition::Holds);
  CHECK(since(day(2) + 1s) == Condition::Holds);
  CHECK(since(day(300)) == Condition::Holds);
}

TEST_CASE("a second time is as good as Last-Modified for If-Modified-Since",
          "[http][conditional]") {
  const auto since = [](policy::Instant at) {
    return asked({{"if-modified-since", http_date(at)}});
  };
  CHECK(since(day(1)) == Condition::SameBytes);
  CHECK(since(day(1) - 1s) == Condition::Holds);
  CHECK(since(day(1) + 1s) == Condition::Holds);

  const auto request = asking({{"If-Modified-Since", http_date(day(1))}});
  CHECK(condition_of(request, {.etag = "\"abc\"", .last_modified = day(2)}) == Condition::Holds);
  CHECK(condition_of(request, {.etag = "\"abc\""}) == Condition::Holds);
}

TEST_CASE("a tag outweighs a date", "[http][conditional]") {
  const std::string same = http_date(day(2)), other = http_date(day(0));
  CHECK(asked({{"If-None-Match", "\"x\""}, {"If-Modified-Since", same}}) == Condition::Holds);
  CHECK(asked({{"If-None-Match", "\"abc\""}, {"If-Modified-Since", other}}) ==
        Condition::SameBytes);
}

TEST_CASE("a malformed or doubled condition is no condition", "[http][conditional]") {
  CHECK(asked({}) == Condition::Holds);
  CHECK(asked({{"If-Modified-Since", "yesterday"}}) == Condition::Holds);
  const std::string same = http_date(day(2));
  CHECK(asked({{"If-Modified-Since", same}, {"If-Modified-Since", same}}) == Condition::Holds);
  CHECK(asked({{"If-Unmodified-Since", "yesterday"}}) == Condition::Holds);
}

TEST_CASE("a client that wants only certain bytes gets those or nothing", "[http][conditional]") {
  CHECK(asked({{"If-Match", "\"abc\""}}) == Condition::Holds);
  CHECK(asked({{"If-Match", "*"}}) == Condition::Holds);
  CHECK(asked({{"If-Match", "\"x\""}}) == Condition::Fails);
  CHECK(asked({{"If-Match", "W/\"abc\""}}) == Condition::Fails);
  CHECK(asked({{"If-Unmodified-Since", http_date(day(2))}}) == Condition::Holds);
  CHECK(asked({{"If-Unmodified-Since", http_date(day(2) + 1s)}}) == Condition::Fails);
  CHECK(asked({{"If-Match", "\"abc\""}, {"If-None-Match", "\"abc\""}}) == Condition::SameBytes);
  CHECK(asked({{"If-Match", "\"x\""}, {"If-None-Match", "\"abc\""}}) == Condition::Fails);
}

TEST_CASE("a transfer is resumed only from the very same bytes", "[http][conditional]") {
  const auto resumes = [](std::string value) {
    return range_applies(asking({{"If-Range", std::move(value)}}), ours());
  };
  CHECK(range_applies(asking(), ours()));
  CHECK(resumes("\"abc\""));
  CHECK(resumes(http_date(day(2))));
  for (const auto& other : {std::string{"W/\"abc\""}, std::string{"\"abd\""}, std::string{"*"},
                            std::string{}, std::string{"\"abc\", \"x\""}, http_date(day(2) - 1s),
                            http_date(day(2) + 1s), http_date(day(1))}) {
    CAPTURE(other);
    CHECK_FALSE(resumes(other));
  }
  CHECK_FALSE(range_applies(asking({{"If-Range", "\"abc\""}, {"If-Range", "\"abc\""}}), ours()));
  CHECK_FALSE(range_applies(asking({{"If-Range", "\"\""}}), Validators{}));
}
