#include "relay/admin/repeats.h"

#include "relay/catalog/repeats.h"
#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using relay::admin::Repeats;
using tests::ADesk;
using tests::field_of;
using tests::json_of;
using tests::Method;
using tests::Response;

namespace {

constexpr const char* kKey = "3f9a1c77-0001";

struct ARepeatingDesk : ADesk {
  Response with_key(const std::string& key, const std::string& path, const std::string& body,
                    const std::string& name = "ann") {
    auto fields = signed_in(name);
    fields.push_back({"Content-Type", "application/json"});
    fields.push_back({"Idempotency-Key", key});
    return ask({.method = Method::Post,
                .path = "/api/v1/" + path,
                .body = body,
                .fields = std::move(fields)});
  }
  Response sync(const std::string& key) { return with_key(key, "feeds/clamav/sync", "{}"); }
};

std::string code_of(const Response& response) {
  return std::to_string(response.status) + " " + json_of(response)["type"].text().substr(11);
}
bool is_replayed(const Response& response) {
  return field_of(response, "Idempotency-Replayed") == "true";
}

}  // namespace

TEST_CASE("a change that names itself is made once and answered alike", "[admin][repeat]") {
  ARepeatingDesk desk;
  const auto first = desk.sync(kKey);
  REQUIRE(first.status == 200);
  CHECK_FALSE(is_replayed(first));
  desk.sessions.erase("ann");  // Another session of the same person.
  const auto again = desk.sync(kKey);
  CHECK(again.status == 200);
  CHECK(tests::text_of(again) == tests::text_of(first));
  CHECK(is_replayed(again));
  CHECK(field_of(again, "Content-Type") == "application/json");
  CHECK(field_of(again, "Cache-Control") == "no-store");
  CHECK(desk.syncs.size() == 1);
  CHECK_FALSE(is_replayed(desk.sync("3f9a1c77-0002")));
  CHECK(desk.syncs.size() == 2);
}

TEST_CASE("a removal that names itself is made once", "[admin][repeat]") {
  ARepeatingDesk desk;
  const auto token = json_of(desk.post("/api/v1/session/tokens",
                                       R"({"name":"ci","scopes":["look"],"days":1,"reason":"x"})"));
  const auto remove = [&](const char* key) {
    auto fields = desk.signed_in();
    if (key != nullptr) fields.push_back({"Idempotency-Key", key});
    return desk.ask({.method = Method::Delete,
                     .path = "/api/v1/session/tokens/" + std::to_string(token["number"].number()),
                     .fields = std::move(fields)});
  };
  const auto first = remove(kKey);
  CHECK(first.status == 200);
  CHECK(remove(nullptr).status == 409);
  const auto again = remove(kKey);
  CHECK(tests::text_of(again) == tests::text_of(first));
  CHECK(is_replayed(again));
}

TEST_CASE("what was refused was not done and may be asked again with its key", "[admin][repeat]") {
  ARepeatingDesk desk;
  desk.synced = policy::Refused{std::string{"clamav is still being fetched"}};
  CHECK(code_of(desk.sync(kKey)) == "409 not-now");
  desk.synced = std::string{"nothing new"};
  const auto done = desk.sync(kKey);
  CHECK(done.status == 200);
  CHECK_FALSE(is_replayed(done));
  CHECK(desk.syncs.size() == 2);
}

TEST_CASE("a key names one request of one person", "[admin][repeat]") {
  ARepeatingDesk desk;
  desk.make("bob", {{.role = *relay::people::Role::parse("operator")}});
  CHECK(desk.with_key(kKey, "stop", R"({"reason":"phones ring"})").status == 200);
  CHECK(code_of(desk.with_key(kKey, "stop", R"({"reason":"another"})")) == "422 other-request");
  CHECK(code_of(desk.sync(kKey)) == "422 other-request");
  CHECK(desk.syncs.empty());
  // It is stopped already, which he is told because it is not his own request that ann has made.
  CHECK(code_of(desk.with_key(kKey, "stop", R"({"reason":"phones ring"})", "bob")) ==
        "409 not-now");
}

TEST_CASE("who may not ask any more is not told what was answered", "[admin][repeat][security]") {
  ARepeatingDesk desk;
  desk.make("bob", {{.role = *relay::people::Role::parse("operator")}});
  CHECK(desk.with_key(kKey, "feeds/clamav/sync", "{}", "bob").status == 200);
  const relay::catalog::Deed deed{.at = desk.now, .actor = "ann", .reason = "leaves"};
  const auto grant = desk.people.find("bob")->person.grants.front().number;
  REQUIRE(desk.people.change(relay::people::TakeRole{.name = "bob", .grant = grant}, deed));
  CHECK(code_of(desk.with_key(kKey, "feeds/clamav/sync", "{}", "bob")) == "403 not-your-role");
}

TEST_CASE("what cannot be a key is refused and nothing is done", "[admin][repeat]") {
  ARepeatingDesk desk;
  for (const std::string& key : {std::string{}, std::string{"1234567"}, std::string(65, 'x'),
                                 std::string{"has a space"}, std::string{"k\xc3\xa9y-of-eight"}}) {
    CAPTURE(key);
    CHECK(code_of(desk.sync(key)) == "400 bad-idempotency-key");
  }
  auto twice = desk.signed_in();
  twice.insert(
      twice.end(),
      {{"Content-Type", "application/json"}, {"Idempotency-Key", kKey}, {"idempotency-key", kKey}});
  CHECK(code_of(desk.ask({.method = Method::Post,
                          .path = "/api/v1/feeds/clamav/sync",
                          .body = "{}",
                          .fields = twice})) == "400 bad-idempotency-key");
  CHECK(desk.syncs.empty());
  CHECK(desk.sync("12345678").status == 200);
  CHECK(desk.sync(std::string(64, '~')).status == 200);
}

TEST_CASE("an answer with a secret is given once and kept nowhere", "[admin][repeat][security]") {
  ARepeatingDesk desk;
  const std::string body = R"({"name":"ci","scopes":["look"],"days":1,"reason":"x"})";
  const auto made = desk.with_key(kKey, "session/tokens", body);
  REQUIRE(made.status == 200);
  CHECK(code_of(desk.with_key(kKey, "session/tokens", body)) == "409 shown-once");
  CHECK(json_of(desk.get("/api/v1/session/tokens"))["tokens"].items().size() == 1);
  const auto kept = desk.state.read(
      [](relay::db::Connection& db) { return db.query("SELECT status, body FROM repeat"); });
  REQUIRE(kept.size() == 1);
  CHECK(kept.front().get<std::int64_t>(0) == 200);
  CHECK_FALSE(kept.front().maybe<std::string>(1));
}

TEST_CASE("these routes show a secret", "[admin][repeat][security]") {
  std::vector<std::string> patterns;
  for (const auto& route : relay::admin::routes()) {
    if (route.access.secret) patterns.emplace_back(route.pattern);
  }
  CHECK(patterns == std::vector<std::string>{
                        "/api/v1/session/sure", "/api/v1/session/second-factor",
                        "/api/v1/session/second-factor/confirm", "/api/v1/session/recovery-codes",
                        "/api/v1/session/tokens", "/api/v1/enrol"});
}

TEST_CASE("while a request is being answered the same one is told to wait", "[admin][repeat]") {
  ARepeatingDesk desk;
  std::vector<Response> meanwhile;
  desk.during_sync = [&] {
    if (meanwhile.empty()) meanwhile.push_back(desk.sync(kKey));
  };
  CHECK(desk.sync(kKey).status == 200);
  REQUIRE(meanwhile.size() == 1);
  CHECK(code_of(meanwhile.front()) == "409 in-progress");
  CHECK(field_of(meanwhile.front(), "Retry-After") == "1");
  CHECK(is_replayed(desk.sync(kKey)));
  CHECK(desk.syncs.size() == 1);
}

TEST_CASE("a slow request that found no seat may be asked again with its key", "[admin][repeat]") {
  ARepeatingDesk desk;
  std::vector<std::string> turned_away;
  const std::vector<std::string> keys{"first-of-three", "second-of-three", "third-of-three"};
  std::size_t deep = 0;
  desk.during_sync = [&] {
    if (++deep > 2) return;
    const auto answer = desk.sync(keys[deep]);
    if (answer.status != 200) turned_away.push_back(code_of(answer));
  };
  CHECK(desk.sync(keys[0]).status == 200);
  CHECK(turned_away == std::vector<std::string>{"503 busy"});
  CHECK_FALSE(is_replayed(desk.sync(keys[2])));
}

TEST_CASE("a request that broke off is not made again behind its back", "[admin][repeat]") {
  ARepeatingDesk desk;
  desk.during_sync = [] { throw relay::db::Failure{"the disk is gone"}; };
  CHECK(desk.sync(kKey).status == 503);
  desk.during_sync = [] {};
  CHECK(code_of(desk.sync(kKey)) == "409 unknown-outcome");
  CHECK(desk.syncs.size() == 1);
}

TEST_CASE("after a day a key is forgotten", "[admin][repeat]") {
  ARepeatingDesk desk;
  const auto begun = desk.now;
  CHECK(desk.sync(kKey).status == 200);
  desk.now = begun + 24h - 1s;
  CHECK(is_replayed(desk.sync(kKey)));
  desk.now = begun + 24h;
  CHECK_FALSE(is_replayed(desk.sync(kKey)));
  CHECK(desk.syncs.size() == 2);
}

TEST_CASE("one person has so many keys in a day and may still operate", "[admin][repeat]") {
  ARepeatingDesk desk;
  desk.state.write([&](relay::db::Transaction& tx) {
    for (std::size_t i = 1; i < Repeats::kMostOfOne; ++i) {
      relay::catalog::begin_repeat(tx, {.account = "ann", .key = "key-of-" + std::to_string(i)},
                                   desk.now);
    }
  });
  CHECK(desk.sync(kKey).status == 200);
  CHECK(code_of(desk.with_key("one-too-many", "enrol", R"({"group":"office"})")) ==
        "429 too-many-keys");
  CHECK(is_replayed(desk.sync(kKey)));
  CHECK(desk.syncs.size() == 1);
  for (int i = 0; i < 2; ++i) {  // Made, and not remembered.
    const auto done = desk.sync("one-too-many");
    CHECK(done.status == 200);
    CHECK_FALSE(is_replayed(done));
  }
  CHECK(desk.syncs.size() == 3);
}
