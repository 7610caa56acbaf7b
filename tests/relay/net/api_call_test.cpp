#include "relay/net/api_call.h"

#include <catch2/catch.hpp>

#include "tests/support/lying_upstream.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_identity.h"

using namespace std::chrono_literals;
using relay::net::ApiAsk;
using tests::Conversation;
using tests::LyingUpstream;
using tests::ManualClock;
using Kind = relay::net::Unreachable::Kind;

namespace {

struct Door {
  tests::TempFolder folder{};
  tests::TestIdentity identity{"IP:127.0.0.1"};
  ManualClock clock{};
  LyingUpstream door{"127.0.0.1", identity.dress()};

  ApiAsk ask(const std::string& method, const std::string& target) {
    identity.write_certificate(folder / "door.pem");
    return {.method = method,
            .url = door.url(target),
            .token = "t0ken",
            .ca_file = (folder / "door.pem").string()};
  }
};

}  // namespace

TEST_CASE("the command line shows its token to the admin door", "[net][socket][api]") {
  Door there;
  there.door.on("/api/v1/status", tests::answers("200 OK", "", R"({"feeds":[]})"));
  const auto answer = call(there.ask("GET", "/api/v1/status"), there.clock);
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->body == R"({"feeds":[]})");
  CHECK(there.door.heads().at(0).find("\r\nAuthorization: Bearer t0ken\r\n") != std::string::npos);
}

TEST_CASE("the command line sends JSON and takes any status for an answer", "[net][socket][api]") {
  std::string heard;
  Door there;
  there.door.on("/api/v1/sync", [&](Conversation& conversation) {
    heard = conversation.field("Content-Type") + " " + conversation.body();
    tests::answers("409 Conflict", "", R"({"title":"busy"})")(conversation);
  });
  auto ask = there.ask("POST", "/api/v1/sync");
  ask.json = R"({"feed":"clamav"})";
  const auto answer = call(ask, there.clock);
  REQUIRE(answer);
  CHECK(answer->status == 409);
  CHECK(answer->body == R"({"title":"busy"})");
  CHECK(heard == R"(application/json {"feed":"clamav"})");
}

TEST_CASE("an answer without content is an answer", "[net][socket][api]") {
  Door there;
  there.door.on("/x", tests::says_and_stalls("HTTP/1.1 204 No Content\r\n\r\n"));
  const auto answer = call(there.ask("DELETE", "/x"), there.clock);
  REQUIRE(answer);
  CHECK(answer->status == 204);
  CHECK(answer->body.empty());
}

TEST_CASE("an admin door with another certificate gets no token", "[net][socket][api]") {
  Door there;
  Door other;
  auto ask = there.ask("GET", "/x");
  ask.ca_file = other.ask("GET", "/x").ca_file;
  const auto refused = call(ask, there.clock);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Kind::NoConnection);
  CHECK(refused.error().what.starts_with(there.door.url("/x") + ": "));
  CHECK(there.door.heads().empty());
}

TEST_CASE("a redirect of the admin door is an answer and not followed", "[net][socket][api]") {
  Door there;
  there.door.on("/x", tests::answers("302 Found", "Location: /y\r\n", ""));
  CHECK(call(there.ask("GET", "/x"), there.clock)->status == 302);
  CHECK(there.door.heads().size() == 1);
}

TEST_CASE("an answer of more than 16 MiB is refused", "[net][socket][api]") {
  Door there;
  there.door.on("/x",
                tests::says_and_stalls("HTTP/1.1 200 OK\r\nContent-Length: 16777217\r\n\r\n"));
  CHECK(call(there.ask("GET", "/x"), there.clock).error().kind == Kind::TooLong);
}

TEST_CASE("a silent admin door is left at the deadline", "[net][socket][api]") {
  Door there;
  there.door.on("/x", [&](Conversation& conversation) {
    conversation.stall([&] { there.clock.advance(1s); });
  });
  const auto refused = call(there.ask("GET", "/x"), there.clock);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Kind::TooSlow);
  CHECK(refused.error().what == there.door.url("/x") + ": no answer within 30s");
}

TEST_CASE("what goes on is heard as it comes and to its end", "[net][socket][api]") {
  Door there;
  there.door.on("/x", tests::says_and_stalls("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                             "3\r\none\r\n0\r\n\r\n"));
  std::string heard;
  auto ask = there.ask("GET", "/x");
  ask.follow = [&](std::string_view text) { heard += text; };
  const auto answer = call(ask, there.clock);
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->body.empty());
  CHECK(heard == "one");
}

TEST_CASE("what goes on is left when it is silent for too long and not before",
          "[net][socket][api]") {
  Door there;
  std::string heard;
  there.door.on("/x", [&](Conversation& conversation) {
    conversation.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n-\r\n");
    conversation.stall([&] { there.clock.advance(1s); });
  });
  auto ask = there.ask("GET", "/x");
  ask.follow = [&](std::string_view text) {
    heard += text;
    there.clock.advance(1h);  // However long it has been followed.
  };
  const auto refused = call(ask, there.clock);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what == there.door.url("/x") + ": no answer within 30s");
  CHECK(heard == "-");
}

TEST_CASE("whoever follows hears a refusal whole", "[net][socket][api]") {
  Door there;
  there.door.on("/x", tests::answers("429 Too Many Requests", "", R"({"detail":"no"})"));
  auto ask = there.ask("GET", "/x");
  ask.follow = [](std::string_view) { FAIL("it is no stream"); };
  const auto answer = call(ask, there.clock);
  REQUIRE(answer);
  CHECK(answer->body == R"({"detail":"no"})");
}

TEST_CASE("the admin door is asked over https with a named certificate only", "[net][api]") {
  const ManualClock clock;
  CHECK(call(ApiAsk{.url = "http://127.0.0.1:1/x", .ca_file = "/x"}, clock).error().kind ==
        Kind::NotWanted);
  CHECK(call(ApiAsk{.url = "https://127.0.0.1:1/x"}, clock).error().kind == Kind::NotWanted);
  CHECK(call(ApiAsk{.url = "https://127.0.0.1:1/x", .token = "a\r\nb", .ca_file = "/x"}, clock)
            .error()
            .kind == Kind::NotWanted);
}
