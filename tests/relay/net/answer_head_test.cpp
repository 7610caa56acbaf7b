#include "relay/net/answer_head.h"

#include <vector>

#include <catch2/catch.hpp>

using relay::net::HeadReader;

namespace {

/// The first thing that is wrong with these lines; empty: nothing.
std::string wrong(HeadReader& reader, const std::vector<std::string>& lines) {
  for (const auto& line : lines) {
    if (const auto why = reader.add(line + "\r\n")) return *why;
  }
  return {};
}

std::string wrong(const std::vector<std::string>& fields) {
  HeadReader reader;
  std::vector<std::string> lines{"HTTP/1.1 200 OK"};
  lines.insert(lines.end(), fields.begin(), fields.end());
  lines.emplace_back();
  return wrong(reader, lines);
}

}  // namespace

TEST_CASE("a head is read into what decides", "[net][head]") {
  HeadReader reader;
  REQUIRE(wrong(reader, {"HTTP/1.1 206 Partial Content", "content-length: 96",
                         "Content-Range: bytes 0-95/262144", "ETag: \"v1\"",
                         "Last-Modified: Sun, 06 Nov 1994 08:49:37 GMT",
                         "Content-Type: application/octet-stream"})
              .empty());
  CHECK_FALSE(reader.complete());
  REQUIRE_FALSE(reader.add("\r\n"));
  REQUIRE(reader.complete());
  const auto& head = reader.head();
  CHECK(head.status == 206);
  CHECK(head.phrase == "Partial Content");
  CHECK(head.length == 96);
  CHECK_FALSE(head.chunked);
  CHECK(head.content_range->first == 0);
  CHECK(head.content_range->last == 95);
  CHECK(head.content_range->total == 262'144);
  CHECK(head.has_strong_etag());
  CHECK(head.last_modified == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(head.media_type == "application/octet-stream");
}

TEST_CASE("framing that leaves two opinions is refused", "[net][head]") {
  const std::string number = "sends a Content-Length that is not a whole number";
  const std::string coding = "sends a Transfer-Encoding other than chunked";
  CHECK(wrong({"Content-Length: 4", "Content-Length: 4"}) ==
        "sends the field 'content-length' twice");
  CHECK(wrong({"Content-Length: 4", "Transfer-Encoding: chunked"}) ==
        "sends both Content-Length and Transfer-Encoding");
  for (const auto* const length : {"-1", "+4", "4,4", "0x4", "4 4", "", "18446744073709551616"}) {
    CAPTURE(length);
    CHECK(wrong({std::string{"Content-Length: "} + length}) == number);
  }
  CHECK(wrong({"Content-Length: 18446744073709551615"}).empty());
  for (const auto* const other : {"gzip", "gzip, chunked", "xchunked", "chunked, chunked", ""}) {
    CAPTURE(other);
    CHECK(wrong({std::string{"Transfer-Encoding: "} + other}) == coding);
  }
  CHECK(wrong({"Transfer-Encoding: Chunked"}).empty());
}

TEST_CASE("malformed lines of a head are refused", "[net][head]") {
  const std::string line = "sends a head with a malformed line";
  CHECK(wrong({"no colon"}) == line);
  CHECK(wrong({": no name"}) == line);
  CHECK(wrong({"Content-Length : 4"}) == line);
  CHECK(wrong({"X-A: 1", " folded"}) == line);
  CHECK(wrong({std::string{"X-A: a\0b", 8}}) == "sends control characters in its head");
  CHECK(wrong({"Location: /a\rSet-Cookie: b"}) == "sends control characters in its head");
  HeadReader reader;
  CHECK(wrong(reader, {"ICY 200 OK"}) == "does not begin with an HTTP/1.1 status line");
}

TEST_CASE("five interim answers are borne and a sixth is not", "[net][head]") {
  HeadReader reader;
  const std::vector<std::string> interim{"HTTP/1.1 103 Early Hints", "Link: </x>", ""};
  for (int count = 0; count < 5; ++count) REQUIRE(wrong(reader, interim).empty());
  CHECK_FALSE(reader.complete());
  CHECK(wrong(reader, interim) == "sends more than 5 interim answers");
  HeadReader switching;
  CHECK(wrong(switching, {"HTTP/1.1 101 Switching Protocols", ""}) ==
        "switches to another protocol");
}

TEST_CASE("a head has at most a hundred fields and 64 KiB", "[net][head]") {
  std::vector<std::string> fields;
  for (int count = 0; count < 100; ++count) fields.push_back("X-" + std::to_string(count) + ": 1");
  CHECK(wrong(fields).empty());
  fields.emplace_back("X-100: 1");
  CHECK(wrong(fields) == "sends more than 100 fields");
  const std::size_t others = std::string_view{"HTTP/1.1 200 OK\r\nX: \r\n\r\n"}.size();
  CHECK(wrong({"X: " + std::string(65'536 - others, 'a')}).empty());
  CHECK(wrong({"X: " + std::string(65'537 - others, 'a')}) ==
        "sends a head of more than 65536 bytes");
}

TEST_CASE("trailers decide nothing", "[net][head]") {
  HeadReader reader;
  REQUIRE(wrong(reader, {"HTTP/1.1 200 OK", "Transfer-Encoding: chunked", ""}).empty());
  CHECK(wrong(reader, {"Content-Length: 4", "HTTP/1.1 404 Not Found", ""}).empty());
  CHECK(reader.head().status == 200);
  CHECK_FALSE(reader.head().length);
}

TEST_CASE("a tag that is weak or malformed is no strong one", "[net][head]") {
  struct Case {
    std::string field;
    std::string kept;
    bool strong = false;
  };
  const auto one = GENERATE(values<Case>({{"\"v1\"", "\"v1\"", true},
                                          {"W/\"v1\"", "W/\"v1\"", false},
                                          {"v1", "", false},
                                          {"\"v1", "", false},
                                          {"\"v\"1\"", "", false},
                                          {"\"v 1\"", "", false}}));
  HeadReader reader;
  REQUIRE(wrong(reader, {"HTTP/1.1 200 OK", "ETag: " + one.field, ""}).empty());
  CHECK(reader.head().etag == one.kept);
  CHECK(reader.head().has_strong_etag() == one.strong);
}

TEST_CASE("a malformed Content-Range is refused", "[net][head]") {
  for (const auto* const range : {"bytes 5-4/9", "bytes 0-9/9", "bytes 0-9", "bytes */9",
                                  "items 0-4/9", "bytes 0-4/x", "bytes -4/9"}) {
    CAPTURE(range);
    HeadReader reader;
    CHECK(wrong(reader, {"HTTP/1.1 206 Partial Content", std::string{"Content-Range: "} + range,
                         ""}) == "sends a malformed Content-Range");
  }
}
