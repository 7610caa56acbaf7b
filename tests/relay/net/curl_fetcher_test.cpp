#include "relay/net/curl_fetcher.h"

#include <catch2/catch.hpp>

#include "tests/relay/net/a_fetch.h"
#include "tests/support/lying_upstream.h"

using namespace std::chrono_literals;
using relay::net::Unreachable;
using tests::AFetch;
using tests::LyingUpstream;
using Kind = relay::net::Unreachable::Kind;

TEST_CASE("a file is fetched whole and with its validators", "[net][socket]") {
  LyingUpstream vendor;
  vendor.on("/daily.cvd", tests::honest("signatures", "\"v1\"", "Sun, 06 Nov 1994 08:49:37 GMT"));
  AFetch fetch;
  const auto answer = fetch.from(vendor.url("/daily.cvd"));
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->etag == "\"v1\"");
  CHECK(answer->last_modified == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(answer->received == 10);
  CHECK(fetch.sink.text == "signatures");
}

TEST_CASE("the vendor sees who we are and that nothing may be compressed", "[net][socket]") {
  LyingUpstream vendor;
  vendor.on("/x", tests::honest("x"));
  AFetch fetch;
  REQUIRE(fetch.from(vendor.url("/x")));
  fetch.ask.user_agent = "CVDUPDATE/1.1 (a relay)";
  REQUIRE(fetch.from(vendor.url("/x")));
  const auto heads = vendor.heads();
  REQUIRE(heads.size() == 2);
  CHECK(heads[0].find("\r\nUser-Agent: Sluice/") != std::string::npos);
  CHECK(heads[0].find("(update relay)\r\n") != std::string::npos);
  CHECK(heads[0].find("\r\nAccept-Encoding: identity\r\n") != std::string::npos);
  CHECK(heads[1].find("\r\nUser-Agent: CVDUPDATE/1.1 (a relay)\r\n") != std::string::npos);
}

TEST_CASE("what we have already is not sent again", "[net][socket]") {
  LyingUpstream vendor;
  const std::string since = "Sun, 06 Nov 1994 08:49:37 GMT";
  vendor.on("/x", tests::honest("x", "\"v1\"", since));
  AFetch by_tag;
  by_tag.ask.if_none_match = "\"v1\"";
  CHECK(by_tag.from(vendor.url("/x"))->status == 304);
  AFetch by_date;
  by_date.ask.if_modified_since = since;
  CHECK(by_date.from(vendor.url("/x"))->status == 304);
  CHECK(by_tag.sink.text.empty());
  AFetch changed;
  changed.ask.if_none_match = "\"v0\"";
  CHECK(changed.from(vendor.url("/x"))->status == 200);
}

TEST_CASE("a header is read by range even from a server without ranges", "[net][socket]") {
  LyingUpstream vendor;
  vendor.on("/ranges", tests::honest("0123456789"));
  vendor.on("/whole", tests::answers("200 OK", "", "0123456789"));
  for (const auto* const target : {"/ranges", "/whole"}) {
    CAPTURE(target);
    AFetch fetch;
    fetch.ask.range = relay::net::ByteRange{2, 4};
    const auto answer = fetch.from(vendor.url(target));
    REQUIRE(answer);
    CHECK(answer->status == 206);
    CHECK(answer->received == 3);
    CHECK(fetch.sink.text == "234");
  }
}

TEST_CASE("a chunked file is fetched", "[net][socket]") {
  LyingUpstream vendor;
  vendor.on("/x", tests::says("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                              "4\r\nsign\r\n6\r\natures\r\n0\r\n\r\n"));
  AFetch fetch;
  REQUIRE(fetch.from(vendor.url("/x")));
  CHECK(fetch.sink.text == "signatures");
}

TEST_CASE("an empty file is a file", "[net][socket]") {
  LyingUpstream vendor;
  vendor.on("/daily-3.cdiff", tests::honest(""));
  AFetch fetch;
  const auto answer = fetch.from(vendor.url("/daily-3.cdiff"));
  REQUIRE(answer);
  CHECK(answer->received == 0);
}

TEST_CASE("a refusal names the URL without credentials and query", "[net][socket]") {
  LyingUpstream vendor;
  AFetch fetch;
  const auto port = std::to_string(vendor.port());
  const auto missing = fetch.from("http://me:secret@127.0.0.1:" + port + "/x?token=secret");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().kind == Kind::Missing);
  CHECK(missing.error().what == "http://127.0.0.1:" + port + "/x: 404 Not Found");
  CHECK(vendor.heads().at(0).find("GET /x?token=secret HTTP/1.1") == 0);
  CHECK(vendor.heads().at(0).find("\r\nAuthorization: Basic bWU6c2VjcmV0\r\n") !=
        std::string::npos);
}

TEST_CASE("nobody listening is said in plain words", "[net][socket]") {
  std::string url;
  {
    const LyingUpstream gone;
    url = gone.url("/x");
  }
  AFetch fetch;
  const auto refused = fetch.from(url);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Kind::NoConnection);
  CHECK(refused.error().what == url + ": connection refused");
}

TEST_CASE("a vendor's wish to be left alone is passed on and capped", "[net][socket]") {
  LyingUpstream vendor;
  vendor.on("/429", tests::answers("429 Too Many Requests", "Retry-After: 99999999999\r\n", ""));
  vendor.on("/503", tests::answers("503 Service Unavailable", "Retry-After: 120\r\n", ""));
  vendor.on("/500", tests::answers("500 Oops", "", ""));
  AFetch fetch;
  const auto e429 = fetch.from(vendor.url("/429"));
  CHECK(e429.error().kind == Kind::Status);
  CHECK(e429.error().retry_after == 3600s);
  CHECK(fetch.from(vendor.url("/503")).error().retry_after == 120s);
  CHECK_FALSE(fetch.from(vendor.url("/500")).error().retry_after);
}

TEST_CASE("an ask that cannot be sent is refused before any connection", "[net][socket]") {
  LyingUpstream vendor;
  AFetch fetch;
  CHECK(fetch.from("ftp://127.0.0.1/x").error().kind == Kind::NotWanted);
  CHECK(fetch.from("not a url").error().kind == Kind::NotWanted);
  fetch.ask.if_none_match = "\"v1\"\r\nHost: b";
  CHECK(fetch.from(vendor.url("/x")).error().kind == Kind::NotWanted);
  CHECK(vendor.connections() == 0);
}

TEST_CASE("a fetch that is stopped does not wait for a silent vendor", "[net][socket]") {
  AFetch fetch;
  std::stop_source relay;
  LyingUpstream vendor;
  vendor.on("/x", [&](tests::Conversation& conversation) {
    relay.request_stop();
    conversation.stall();
  });
  fetch.ask.stop = relay.get_token();
  const auto ended = fetch.from(vendor.url("/x"));
  REQUIRE_FALSE(ended);
  CHECK(ended.error().kind == Kind::NoConnection);
  CHECK(ended.error().what == vendor.url("/x") + ": given up, because it was stopped");
}

TEST_CASE("several fetches at once do not disturb each other", "[net][socket]") {
  LyingUpstream vendor;
  AFetch one;
  relay::net::CurlFetcher fetcher{one.settings, one.clock};
  std::vector<tests::TextSink> sinks(4);
  {
    std::vector<std::jthread> threads;
    for (std::size_t at = 0; at < sinks.size(); ++at) {
      const auto target = "/" + std::to_string(at);
      vendor.on(target, tests::honest(std::string(100'000, static_cast<char>('a' + at))));
      threads.emplace_back([&fetcher, &sink = sinks[at], url = vendor.url(target)] {
        static_cast<void>(fetcher.fetch({.url = url, .size_cap = 100'000}, sink));
      });
    }
  }
  for (std::size_t at = 0; at < sinks.size(); ++at) {
    CHECK(sinks[at].text == std::string(100'000, static_cast<char>('a' + at)));
  }
}
