#include <catch2/catch.hpp>

#include "tests/relay/net/a_fetch.h"
#include "tests/support/lying_upstream.h"

using namespace std::chrono_literals;
using tests::AFetch;
using tests::Conversation;
using tests::LyingUpstream;
using tests::says;
using tests::says_and_stalls;
using tests::Turn;
using Kind = relay::net::Unreachable::Kind;

namespace {

const std::string kOk = "HTTP/1.1 200 OK\r\n";
const std::string kChunked = kOk + "Transfer-Encoding: chunked\r\n\r\n";

struct Lie {
  const char* name;
  Turn turn;
  Kind kind;
  std::string why;
};

/// Each is one way to answer wrongly; the connection stays open where closing would help us.
std::vector<Lie> lies() {
  return {
      {"short", says(kOk + "Content-Length: 9\r\n\r\nshort"), Kind::TooShort,
       "breaks off after 5 of 9 bytes"},
      {"long", says_and_stalls(kOk + "Content-Length: 5\r\n\r\nlonger"), Kind::TooLong,
       "sends more than the 5 bytes it declared"},
      {"huge by its word", says_and_stalls(kOk + "Content-Length: 1000001\r\n\r\n"), Kind::TooLong,
       "declares 1000001 bytes; at most 1000000 are taken"},
      {"endless chunks", tests::endless(kChunked, "400\r\n" + std::string(1024, 'x') + "\r\n"),
       Kind::TooLong, "sends more than the 1000000 bytes that are taken"},
      {"endless without a length", tests::endless(kOk + "\r\n", std::string(1024, 'x')),
       Kind::NotWanted, "sends neither Content-Length nor chunks, so a break could not be told"},
      {"no last chunk", says(kChunked + "5\r\nshort\r\n"), Kind::TooShort,
       "breaks off after 5 bytes"},
      {"two lengths", says_and_stalls(kOk + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nshort"),
       Kind::NotWanted, "sends the field 'content-length' twice"},
      {"length and chunks",
       says_and_stalls(kOk + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
       Kind::NotWanted, "sends both Content-Length and Transfer-Encoding"},
      {"negative length", says_and_stalls(kOk + "Content-Length: -5\r\n\r\nshort"), Kind::NotWanted,
       "sends a Content-Length that is not a whole number"},
      {"a page by its type",
       tests::answers("200 OK", "Content-Type: text/html; charset=utf-8\r\n", "log in"),
       Kind::NotWanted, "answers with an HTML page instead of a file"},
      {"a page by its body", tests::answers("200 OK", "", "\r\n<HTML><body>log in"),
       Kind::NotWanted, "answers with an HTML page instead of a file"},
      {"labelled compressed", tests::answers("200 OK", "Content-Encoding: gzip\r\n", "xxxx"),
       Kind::NotWanted, "is labelled Content-Encoding, though only identity was asked for"},
      {"unasked 304", says("HTTP/1.1 304 Not Modified\r\n\r\n"), Kind::NotWanted,
       "answers 304, though it was not asked whether anything changed"},
      {"unasked part",
       tests::answers("206 Partial Content", "Content-Range: bytes 0-4/9\r\n", "short"),
       Kind::NotWanted, "answers with a part, though the whole was asked for"},
      {"six interim answers",
       says_and_stalls("HTTP/1.1 103 A\r\n\r\nHTTP/1.1 103 B\r\n\r\nHTTP/1.1 103 C\r\n\r\n"
                       "HTTP/1.1 103 D\r\n\r\nHTTP/1.1 103 E\r\n\r\nHTTP/1.1 103 F\r\n\r\n"),
       Kind::NotWanted, "sends more than 5 interim answers"},
      {"control characters", says_and_stalls(kOk + "X-A: a\x01" + "b\r\n\r\n"), Kind::NotWanted,
       "sends control characters in its head"},
      {"nothing at all", says(""), Kind::NoConnection, "closes the connection without an answer"},
      {"redirect to a file", tests::answers("302 Found", "Location: file:///etc/passwd\r\n", ""),
       Kind::NotWanted, "redirects to the scheme 'file'; only http and https are followed"},
      {"redirect with escaped line ends",
       tests::answers("302 Found", "Location: /y%0d%0aX-A:%20b\r\n", ""), Kind::NotWanted,
       "redirects to a URL with control characters"},
      {"redirect to another host over http",
       tests::answers("302 Found", "Location: http://169.254.169.254/latest\r\n", ""),
       Kind::NotWanted,
       "redirects to another host, '169.254.169.254', which is followed from https only"},
  };
}

}  // namespace

TEST_CASE("every lie of a vendor is refused with its name", "[net][socket][lies]") {
  for (const auto& lie : lies()) {
    CAPTURE(lie.name);
    LyingUpstream vendor;
    vendor.on("/x", lie.turn);
    AFetch fetch;
    const auto refused = fetch.from(vendor.url("/x"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == lie.kind);
    CHECK(refused.error().what == vendor.url("/x") + ": " + lie.why);
    CHECK(fetch.sink.longest <= fetch.ask.size_cap);
  }
}

TEST_CASE("a chunk without a size is refused", "[net][socket][lies]") {
  LyingUpstream vendor;
  vendor.on("/x", says_and_stalls(kChunked + "5\r\nshort\r\nzz\r\n"));
  AFetch fetch;
  const auto refused = fetch.from(vendor.url("/x"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Kind::TooShort);
}

TEST_CASE("a line end inside a Location makes no second header", "[net][socket][lies]") {
  LyingUpstream vendor;
  vendor.on("/x", says("HTTP/1.1 302 Found\r\nLocation: /y\rX-A: b\r\nContent-Length: 0\r\n\r\n"));
  AFetch fetch;
  CHECK(fetch.from(vendor.url("/x")).error().kind == Kind::NotWanted);
  CHECK(vendor.heads().size() == 1);
}

TEST_CASE("a part other than the one asked for is refused", "[net][socket][lies]") {
  LyingUpstream vendor;
  vendor.on("/x",
            tests::answers("206 Partial Content", "Content-Range: bytes 5-9/20\r\n", "56789"));
  AFetch fetch;
  fetch.ask.range = relay::net::ByteRange{0, 4};
  const auto refused = fetch.from(vendor.url("/x"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Kind::NotWanted);
  CHECK(fetch.sink.text.empty());
}

TEST_CASE("five redirects are followed and a sixth is not", "[net][socket][lies]") {
  LyingUpstream vendor;
  for (int hop = 0; hop < 6; ++hop) {
    vendor.on("/" + std::to_string(hop),
              tests::answers("302 Found", "Location: /" + std::to_string(hop + 1) + "\r\n", ""));
  }
  vendor.on("/6", tests::honest("here"));
  AFetch near;
  REQUIRE(near.from(vendor.url("/1")));
  CHECK(near.sink.text == "here");
  AFetch far;
  const auto refused = far.from(vendor.url("/0"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Kind::NotWanted);
  CHECK(refused.error().what ==
        vendor.url("/0") + ": redirected to " + vendor.url("/5") + ": redirects more than 5 times");
}

TEST_CASE("a head that does not end is given up at its deadline", "[net][socket][lies]") {
  AFetch fetch;
  LyingUpstream vendor;
  vendor.on("/x", [&](Conversation& conversation) {
    conversation.send("HTTP/1.1 200 OK\r\n");
    conversation.stall([&] {
      conversation.send("X-A: b\r\n");
      fetch.clock.advance(1s);
    });
  });
  const auto refused = fetch.from(vendor.url("/x"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Kind::TooSlow);
  CHECK(refused.error().what == vendor.url("/x") + ": no complete head within 30s");
}

TEST_CASE("a body below the minimum rate is given up after the window", "[net][socket][lies]") {
  const bool drips = GENERATE(true, false);
  CAPTURE(drips);
  AFetch fetch;
  LyingUpstream vendor;
  vendor.on("/x", [&](Conversation& conversation) {
    conversation.send(kOk + "Content-Length: 100000\r\n\r\n");
    conversation.stall([&] {
      if (drips) conversation.send("x");
      fetch.clock.advance(1s);
    });
  });
  const auto refused = fetch.from(vendor.url("/x"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Kind::TooSlow);
  CHECK(refused.error().what ==
        vendor.url("/x") + ": sends fewer than 1000 bytes per second over 1m");
}

TEST_CASE("a fetch that is merely slow ends at its total deadline", "[net][socket][lies]") {
  AFetch fetch;
  LyingUpstream vendor;
  fetch.settings.minimum_rate = 0;
  fetch.settings.total_deadline = 10min;
  vendor.on("/x", [&](Conversation& conversation) {
    conversation.send(kChunked);
    conversation.stall([&] {
      conversation.send("1\r\nx\r\n");
      fetch.clock.advance(10s);
    });
  });
  const auto refused = fetch.from(vendor.url("/x"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Kind::TooSlow);
  CHECK(refused.error().what == vendor.url("/x") + ": not done within 10m");
}
