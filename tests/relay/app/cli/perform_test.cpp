#include "relay/app/cli/perform.h"

#include <catch2/catch.hpp>
#include <map>

using namespace relay::app::cli;

namespace {

/// A relay that a test writes: "GET /api/v1/status" → its answer. Anything else is a 404.
struct ARelay {
  std::map<std::string, Reply> replies{};
  std::vector<Ask> asked{};

  Ended perform(Command command) {
    return relay::app::cli::perform(
        command, [this](const Ask& ask) -> policy::Result<Reply, std::string> {
          asked.push_back(ask);
          const auto reply = replies.find(ask.method + " " + ask.path);
          if (reply != replies.end()) return reply->second;
          return Reply{404, R"({"detail": "there is nothing at this path"})"};
        });
  }
};

/// The answer to a sync whose round came to its end.
Reply synced(const std::string& sentence, bool succeeded = true, const std::string& alarms = "") {
  return {200, R"({"sentence":")" + sentence + R"(","check":{"succeeded":)" +
                   (succeeded ? "true" : "false") + R"(,"alarms":[)" + alarms + "]}}"};
}

}  // namespace

TEST_CASE("an act is one POST with what was said", "[cli]") {
  ARelay relay;
  relay.replies["POST /api/v1/feeds/clamav/hold"] = {
      200, R"({"sentence": "held clamav for pilot", "feed": "clamav", "explanations": []})"};
  const Ended ended = relay.perform(
      {.what = Act{.verb = "hold", .feed = "clamav", .groups = {"pilot"}, .reason = "a \"b\""}});
  REQUIRE(relay.asked.size() == 1);
  CHECK(relay.asked[0].body == R"({"groups":["pilot"],"reason":"a \"b\""})");
  CHECK(ended.code == 0);
  CHECK(ended.out == "held clamav for pilot\n\n");
  CHECK(ended.err.empty());
}

TEST_CASE("all groups and a version and a lift are said in the body", "[cli]") {
  ARelay relay;
  relay.perform(
      {.what = Act{
           .verb = "block", .feed = "clamav", .version = "daily 1", .reason = "x", .lift = true}});
  REQUIRE(relay.asked.size() == 1);
  CHECK(relay.asked[0].path == "/api/v1/feeds/clamav/block");
  CHECK(relay.asked[0].body == R"({"groups":"all","reason":"x","version":"daily 1","lift":true})");
}

TEST_CASE("questions go out as GET with their parameters escaped", "[cli]") {
  ARelay relay;
  relay.perform({.what = Explain{.feed = "clamav", .group = "office", .device = "2001:db8::1"}});
  relay.perform({.what = Explain{.feed = "clamav"}});
  relay.perform({.what = Releases{.feed = "clamav", .before = 7}});
  relay.perform({.what = Quarantine{"clamav"}});
  relay.perform({.what = Audit{}});
  relay.perform({.what = Audit{12}});
  std::vector<std::string> paths;
  for (const Ask& ask : relay.asked) paths.push_back(ask.method + " " + ask.path + ask.body);
  CHECK(paths == std::vector<std::string>{
                     "GET /api/v1/explain?feed=clamav&group=office&device=2001%3Adb8%3A%3A1",
                     "GET /api/v1/explain?feed=clamav",
                     "GET /api/v1/feeds/clamav/releases?before=7",
                     "GET /api/v1/feeds/clamav/quarantine",
                     "GET /api/v1/audit",
                     "GET /api/v1/audit?before=12",
                 });
}

TEST_CASE("a refusal of the relay is shown with its own sentence", "[cli]") {
  ARelay relay;
  relay.replies["GET /api/v1/status"] = {
      401,
      R"({"type":"urn:sluice:not-signed-in","status":401,"detail":"the token\u001b is wrong"})"};
  const Ended people = relay.perform({.what = Status{}});
  CHECK(people.code == 1);
  CHECK(people.out.empty());
  CHECK(people.err == "sluice: the token\\u001b is wrong\n");

  const Ended machine = relay.perform({.what = Status{}, .json = true});
  CHECK(machine.code == 1);
  CHECK_THAT(machine.out, Catch::Contains("\"type\": \"urn:sluice:not-signed-in\""));
}

TEST_CASE("a relay that cannot be reached or talks nonsense fails the command", "[cli]") {
  const Ended unreachable = perform({.what = Status{}}, [](const Ask&) {
    return policy::Result<Reply, std::string>{
        policy::Refused{std::string{"127.0.0.1:8443: connection refused"}}};
  });
  CHECK(unreachable.code == 1);
  CHECK(unreachable.err == "sluice: 127.0.0.1:8443: connection refused\n");

  ARelay relay;
  relay.replies["GET /api/v1/status"] = {200, "<html>"};
  const Ended nonsense = relay.perform({.what = Status{}});
  CHECK(nonsense.code == 1);
  CHECK_THAT(nonsense.err,
             Catch::StartsWith("sluice: the relay answered 200 with something else than JSON: "));
  relay.replies["GET /api/v1/status"] = {500, "{}"};
  CHECK(relay.perform({.what = Status{}}).err == "sluice: the relay answered 500\n");
}

TEST_CASE("what a door answers that is not JSON is told with its status and its first line",
          "[cli]") {
  ARelay relay;
  const auto told = [&relay](int status, const std::string& body) {
    relay.replies["GET /api/v1/status"] = {status, body};
    const Ended ended = relay.perform({.what = Status{}});
    CHECK(ended.code == 1);
    CHECK(ended.out.empty());
    return ended.err;
  };
  CHECK(told(500, "500 Internal Server Error, request 17\nmore\n") ==
        "sluice: the relay failed: status 500, 500 Internal Server Error, request 17\n");
  CHECK(told(502, "<html>\x1b\r\n") == "sluice: the relay failed: status 502, <html>\\u001b\n");
  CHECK(told(500, "") == "sluice: the relay failed: status 500\n");
  CHECK(told(421, "421 Misdirected Request, request 18\n") ==
        "sluice: the relay refused: status 421, 421 Misdirected Request, request 18\n");
  CHECK(told(500, std::string(201, 'x')) ==
        "sluice: the relay failed: status 500, " + std::string(200, 'x') + "\n");
}

TEST_CASE("the answer is printed whole for machines", "[cli]") {
  ARelay relay;
  relay.replies["GET /api/v1/audit"] = {200, R"({"rows":[],"next":null})"};
  const Ended ended = relay.perform({.what = Audit{}, .json = true});
  CHECK(ended.code == 0);
  CHECK(ended.out == "{\n  \"rows\": [],\n  \"next\": null\n}\n");
}

TEST_CASE("a sync of every feed goes on when one fails and says so", "[cli]") {
  ARelay relay;
  relay.replies["GET /api/v1/status"] = {
      200, R"({"feeds":[{"feed":"one"},{"feed":"two"},{"feed":"three"}]})"};
  relay.replies["POST /api/v1/feeds/one/sync"] = synced("nothing new");
  relay.replies["POST /api/v1/feeds/two/sync"] = {409, R"({"detail":"connection refused"})"};
  relay.replies["POST /api/v1/feeds/three/sync"] = synced("accepted 2");

  const Ended people = relay.perform({.what = Sync{}});
  CHECK(people.code == 1);
  CHECK(people.out == "one: nothing new\nthree: accepted 2\n");
  CHECK(people.err == "two: connection refused\n");
  CHECK(relay.asked.at(1).body == "{}");

  const Ended machine = relay.perform({.what = Sync{}, .json = true});
  CHECK(machine.code == 1);
  CHECK_THAT(machine.out,
             Catch::Contains("\"done\": false,\n      \"sentence\": \"connection refused\""));

  const Ended one = relay.perform({.what = Sync{"one"}});
  CHECK(one.code == 0);
  CHECK(one.out == "one: nothing new\n");
}

TEST_CASE("a sync whose round failed or refused something has failed", "[cli]") {
  ARelay relay;
  const auto failed = [&relay](const Reply& reply) {
    relay.replies["POST /api/v1/feeds/one/sync"] = reply;
    const Ended ended = relay.perform({.what = Sync{"one"}});
    CHECK(ended.code == 1);
    CHECK(ended.out.empty());
    CHECK_THAT(relay.perform({.what = Sync{"one"}, .json = true}).out,
               Catch::Contains("\"done\": false"));
    return ended.err;
  };
  CHECK(failed(synced("404 Not Found", false)) == "one: 404 Not Found\n");
  CHECK(failed(synced("accepted 2", true, R"({"sentence":"main: its signature is wrong"})")) ==
        "one: accepted 2\n");
  CHECK(failed({200, R"({"sentence":"stopped","check":null})"}) == "one: stopped\n");
}
