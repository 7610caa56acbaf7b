#include <catch2/catch.hpp>

#include "tests/relay/net/a_fetch.h"
#include "tests/support/lying_upstream.h"

using tests::AFetch;
using tests::LyingUpstream;
using Kind = relay::net::Unreachable::Kind;

namespace {

const std::string kBody = "0123456789";

/// The first four bytes of ten.
tests::Turn breaks_off(const std::string& etag) {
  return tests::says("HTTP/1.1 200 OK\r\nContent-Length: 10\r\nETag: " + etag + "\r\n\r\n0123");
}

std::string field(const std::string& head, const std::string& name) {
  const auto at = head.find("\r\n" + name + ": ");
  if (at == std::string::npos) return {};
  const auto start = at + name.size() + 4;
  return head.substr(start, head.find("\r\n", start) - start);
}

struct APatientFetch : AFetch {
  APatientFetch() { settings.attempts = 3; }
};

}  // namespace

TEST_CASE("a broken transfer goes on where it was when the version is certain", "[net][socket]") {
  LyingUpstream vendor;
  vendor.on("/x", {breaks_off("\"v1\""), tests::honest(kBody, "\"v1\"")});
  APatientFetch fetch;
  const auto answer = fetch.from(vendor.url("/x"));
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->received == 10);
  CHECK(answer->etag == "\"v1\"");
  CHECK(fetch.sink.text == kBody);
  CHECK(fetch.sink.restarts == 0);
  CHECK(fetch.sink.resumptions == 1);
  REQUIRE(vendor.heads().size() == 2);
  CHECK(field(vendor.heads()[1], "Range") == "bytes=4-");
  CHECK(field(vendor.heads()[1], "If-Range") == "\"v1\"");
}

TEST_CASE("a reset connection is resumed like a closed one", "[net][socket]") {
  LyingUpstream vendor;
  vendor.on("/x", {tests::says_and_resets("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n"
                                          "ETag: \"v1\"\r\n\r\n0123"),
                   tests::honest(kBody, "\"v1\"")});
  APatientFetch fetch;
  REQUIRE(fetch.from(vendor.url("/x")));
  CHECK(fetch.sink.text == kBody);
}

TEST_CASE("a weak tag is not resumed by", "[net][socket]") {
  LyingUpstream vendor;
  vendor.on("/x", {breaks_off("W/\"v1\""), tests::honest(kBody, "W/\"v1\"")});
  APatientFetch fetch;
  REQUIRE(fetch.from(vendor.url("/x")));
  CHECK(fetch.sink.text == kBody);
  CHECK(fetch.sink.restarts == 1);
  CHECK(field(vendor.heads().at(1), "Range").empty());
}

TEST_CASE("a file that changed before it was resumed is fetched anew", "[net][socket]") {
  LyingUpstream vendor;
  vendor.on("/x", {breaks_off("\"v1\""), tests::honest("abcdefghij", "\"v2\"")});
  APatientFetch fetch;
  const auto answer = fetch.from(vendor.url("/x"));
  REQUIRE(answer);
  CHECK(answer->etag == "\"v2\"");
  CHECK(answer->received == 10);
  CHECK(fetch.sink.text == "abcdefghij");
  CHECK(fetch.sink.restarts == 1);
}

TEST_CASE("a wrong rest is thrown away and the whole is fetched anew", "[net][socket]") {
  const auto lie = GENERATE(
      values<std::string>({"Content-Range: bytes 3-9/10\r\n", "Content-Range: bytes 4-9/11\r\n",
                           "Content-Range: bytes 4-9/10\r\nETag: \"v2\"\r\n"}));
  CAPTURE(lie);
  LyingUpstream vendor;
  vendor.on("/x", {breaks_off("\"v1\""),
                   tests::says("HTTP/1.1 206 Partial Content\r\n" + lie +
                               "Transfer-Encoding: chunked\r\n\r\n6\r\nXXXXXX\r\n0\r\n\r\n"),
                   tests::honest(kBody, "\"v1\"")});
  APatientFetch fetch;
  REQUIRE(fetch.from(vendor.url("/x")));
  CHECK(fetch.sink.text == kBody);
  CHECK(fetch.sink.restarts == 1);
  CHECK(vendor.heads().size() == 3);
  CHECK(field(vendor.heads().at(2), "Range").empty());
}

TEST_CASE("a transfer that breaks off every time is given up after the attempts", "[net][socket]") {
  LyingUpstream vendor;
  vendor.on("/x", breaks_off("W/\"v1\""));
  APatientFetch fetch;
  const auto refused = fetch.from(vendor.url("/x"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Kind::TooShort);
  CHECK(refused.error().what == vendor.url("/x") + ": breaks off after 4 of 10 bytes");
  CHECK(vendor.heads().size() == 3);
}

TEST_CASE("a fetch that starts over has the whole cap again", "[net][socket]") {
  LyingUpstream vendor;
  vendor.on("/x",
            {tests::says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n0123\r\n"),
             tests::honest(kBody)});
  APatientFetch fetch;
  fetch.ask.size_cap = 10;
  REQUIRE(fetch.from(vendor.url("/x")));
  CHECK(fetch.sink.restarts == 1);
}

TEST_CASE("an honest vendor that disappears is not asked again at once", "[net][socket]") {
  LyingUpstream vendor;
  vendor.on("/x", {breaks_off("\"v1\""), tests::answers("503 Service Unavailable", "", "")});
  APatientFetch fetch;
  CHECK(fetch.from(vendor.url("/x")).error().kind == Kind::Status);
  CHECK(vendor.heads().size() == 2);
}
