#include "relay/admin/events.h"

#include "relay/http/live_body.h"
#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using relay::admin::Events;
using relay::audit::Recorded;
using relay::catalog::Outcome;
using relay::http::LiveBodyPtr;
using tests::ADesk;
using tests::field_of;
using tests::json_of;
using tests::Response;

namespace {

const std::string kBegun =
    "retry: 2000\n\nid: run-0\nevent: reset\n"
    R"(data: {"event":"reset","feed":null,"group":null,"number":null})"
    "\n\n";

struct AFollowedDesk : ADesk {
  AFollowedDesk() { make("bob", {{.role = *relay::people::Role::parse("operator")}}); }

  Response open(const std::string& name = "ann", const std::string& last = "") {
    auto fields = signed_in(name);
    if (!last.empty()) fields.push_back({"Last-Event-ID", last});
    return ask({.path = "/api/v1/events", .fields = fields});
  }
  LiveBodyPtr follow(const std::string& name = "ann", const std::string& last = "") {
    auto answer = open(name, last);
    if (answer.status != 200) FAIL(tests::text_of(answer));
    return std::get<LiveBodyPtr>(answer.body);
  }
  relay::catalog::Deed deed() const { return {.at = now, .actor = "ann", .reason = "why"}; }
  void change(const relay::people::Change& wanted) { REQUIRE(people.change(wanted, deed())); }
  /// Whether it has ended after a round.
  bool ends(const LiveBodyPtr& stream) {
    events.turn(people, now);
    return !stream->take();
  }
  std::int64_t role_of_bob() { return people.find("bob")->person.grants.front().number; }
};

}  // namespace

TEST_CASE("a stream of events begins anew and goes on with what changes", "[admin][events]") {
  AFollowedDesk desk;
  const auto answer = desk.open();
  REQUIRE(answer.status == 200);
  CHECK(field_of(answer, "Content-Type") == "text/event-stream");
  CHECK(field_of(answer, "Cache-Control") == "no-store");
  const auto stream = std::get<LiveBodyPtr>(answer.body);
  CHECK(stream->take() == kBegun);
  CHECK(stream->take() == "");
  CHECK(stream->pulse() == ":\n\n");
  desk.events.changes().recorded({Recorded{1, "agreed", "proposal 7", Outcome::Done}});
  CHECK(stream->take() == "");
  CHECK(desk.events.turn(desk.people, desk.now));
  const std::string two =
      "id: run-1\nevent: proposal\n"
      R"(data: {"event":"proposal","feed":null,"group":null,"number":7})"
      "\n\nid: run-2\nevent: audit\n"
      R"(data: {"event":"audit","feed":null,"group":null,"number":1})"
      "\n\n";
  CHECK(stream->take() == two);
  CHECK_FALSE(desk.events.turn(desk.people, desk.now));
  CHECK(desk.follow("ann", "run-0")->take() == "retry: 2000\n\n" + two);
  CHECK(desk.follow("ann", "run-2")->take() == "retry: 2000\n\n");
  CHECK_THAT(*desk.follow("ann", "other-0")->take(), Catch::Contains("id: run-2\nevent: reset\n"));
}

TEST_CASE("a stream ends when what its caller has shown does not count any more",
          "[admin][events][security]") {
  AFollowedDesk desk;
  const auto stream = desk.follow("bob");
  const auto other = desk.follow("ann");
  CHECK_FALSE(desk.ends(stream));
  SECTION("signed out") {
    desk.people.sign_out(*desk.people.caller({.bearer = desk.sessions["bob"]}, desk.now),
                         desk.deed());
  }
  SECTION("disabled") {
    desk.change(relay::people::Disable{.name = "bob"});
  }
  SECTION("without a role") {
    desk.change(relay::people::TakeRole{.name = "bob", .grant = desk.role_of_bob()});
  }
  CHECK(desk.ends(stream));
  CHECK_FALSE(desk.ends(other));
}

TEST_CASE("following does not keep a session and a stream ends with it",
          "[admin][events][security]") {
  AFollowedDesk desk;
  const auto stream = desk.follow("bob");
  desk.now += 15min - 1s;
  CHECK_FALSE(desk.ends(stream));
  desk.now += 1s;
  CHECK(desk.ends(stream));
}

TEST_CASE("a program follows with its token until that is revoked", "[admin][events]") {
  AFollowedDesk desk;
  const auto made = json_of(desk.post("/api/v1/session/tokens",
                                      R"({"name":"ci","scopes":["look"],"days":1,"reason":"x"})"));
  const auto answer = desk.ask({.path = "/api/v1/events",
                                .fields = {{"Host", "127.0.0.1:8443"},
                                           {"Authorization", "Bearer " + made["token"].text()}}});
  REQUIRE(answer.status == 200);
  const auto stream = std::get<LiveBodyPtr>(answer.body);
  CHECK_FALSE(desk.ends(stream));
  SECTION("revoked") {
    desk.change(relay::people::RevokeToken{.owner = "ann", .number = made["number"].number()});
  }
  SECTION("over") {
    desk.now += 24h - 1s;
    CHECK_FALSE(desk.ends(stream));
    desk.now += 1s;
  }
  CHECK(desk.ends(stream));
}

TEST_CASE("one person follows so many streams and all together so many", "[admin][events]") {
  AFollowedDesk desk;
  std::vector<LiveBodyPtr> all;
  const auto fill = [&](const std::string& name) {
    for (std::size_t i = 0; i < Events::kMostOfOne; ++i) all.push_back(desk.follow(name));
  };
  fill("ann");
  const auto own = desk.open("ann");
  CHECK(own.status == 429);
  CHECK(field_of(own, "Retry-After") == "10");
  CHECK(json_of(own)["detail"].text() ==
        "you follow 8 streams of events already: close one of them");
  all.pop_back();
  all.push_back(desk.follow("ann"));
  fill("bob");
  for (const char* name : {"cai", "dee", "eve", "fay", "gil", "hal"}) {
    desk.make(name, {{.role = *relay::people::Role::parse("viewer")}});
    fill(name);
  }
  CHECK(all.size() == Events::kMost);
  desk.make("ivy", {{.role = *relay::people::Role::parse("viewer")}});
  const auto full = desk.open("ivy");
  CHECK(full.status == 503);
  CHECK(json_of(full)["detail"].text() == "as many streams of events are followed as there may be");
  all.pop_back();
  CHECK(desk.open("ivy").status == 200);
}
