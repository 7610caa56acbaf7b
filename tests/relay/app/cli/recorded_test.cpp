#include "relay/app/cli/recorded.h"

#include "tests/relay/app/cli/a_relay.h"

using namespace relay::app::cli;

namespace {

const policy::FeedId kClamav = *policy::FeedId::parse("clamav");

tests::cli::ARelay a_relay() {
  tests::cli::ARelay relay;
  relay.replies = {
      {"GET /api/v1/status", {200, R"({"now": "2026-03-10T00:00:00Z", "feeds": [
           {"feed": "clamav", "class": "intelligence"}]})"}},
      {"GET /api/v1/feeds/clamav/halts", {200, R"({"halts": []})"}},
      {"GET /api/v1/feeds/clamav/releases", {200, R"({"next": "2", "releases": [
           {"version": "27502", "first_seen": "2026-03-07T12:00:00Z", "standing": "recalled"}]})"}},
      {"GET /api/v1/feeds/clamav/releases?after=2", {200, R"({"next": null, "releases": [
           {"version": "27501", "first_seen": "2026-03-06T12:00:00Z", "standing": "good"}]})"}},
      {"GET /api/v1/policy/revision", {200, R"({"number": 3, "text": "feeds: {}\n"})"}}};
  return relay;
}

Caller caller(tests::cli::ARelay& relay) {
  return [&relay](const Ask& ask) { return relay.answer(ask); };
}

}  // namespace

TEST_CASE("every page of what was recorded is asked for", "[cli][simulate][history]") {
  auto relay = a_relay();
  const auto told = ask_recorded(caller(relay), kClamav);
  REQUIRE(told);
  REQUIRE(told->releases.size() == 2);
  CHECK(told->releases[0].version.text() == "27501");
  CHECK(told->releases[1].bad_for == "recalled");
  CHECK(relay.asked.size() == 4);
}

TEST_CASE("the policy in force is asked for with its text", "[cli][simulate][history]") {
  auto relay = a_relay();
  const auto text = ask_policy(caller(relay));
  REQUIRE(text);
  CHECK(*text == "feeds: {}\n");
}

TEST_CASE("any answer that fails ends the question with the relay's sentence",
          "[cli][simulate][history]") {
  for (const auto& [request, reply] : a_relay().replies) {
    auto relay = a_relay();
    relay.replies[request] = {500, R"({"detail": "the disk\u001b[2J is full"})"};
    CAPTURE(request);
    const auto told = ask_recorded(caller(relay), kClamav);
    const auto text = ask_policy(caller(relay));
    CHECK((told ? text.error() : told.error()) == "the disk\\u001b[2J is full");
  }
}
