#include "relay/admin/own_acts.h"

#include "tests/relay/admin/a_desk.h"
#include "tests/relay/admin/first_code.h"

using namespace std::chrono_literals;
using tests::ADesk;
using tests::first_code;
using tests::json_of;
using tests::kPassword;
using tests::Method;
using tests::Response;
using tests::sentence_of;

namespace {

constexpr const char* kOther = "another way to the same relay";

Response remove(ADesk& desk, const std::string& path, const std::string& name = "ann") {
  return desk.ask({.method = Method::Delete,
                   .path = "/api/v1/session/" + path,
                   .fields = desk.signed_in(name)});
}

bool gets_in(ADesk& desk, const char* password) {
  return desk.people
      .sign_in({.name = "ann",
                .password = password,
                .source = tests::address(tests::kHome),
                .now = desk.now})
      .has_value();
}

}  // namespace

TEST_CASE("somebody takes another password and his other sessions end", "[admin][people]") {
  ADesk desk;
  const std::string elsewhere = desk.begin("ann").token;
  const auto body = [](const char* password) {
    return R"({"password":")" + std::string{password} + R"("})";
  };
  CHECK_THAT(sentence_of(desk.post("/api/v1/session/password", body("short"))),
             Catch::StartsWith("400: a password is at least 8 bytes long"));
  CHECK(sentence_of(desk.post("/api/v1/session/password", body("ann"))) ==
        "400: a password is at least 8 bytes long, better 15, not 3 bytes");
  CHECK(sentence_of(desk.post("/api/v1/session/password", body(kOther))) ==
        "your password is another one now, and your other sessions have ended");
  CHECK(!desk.people.caller({.bearer = elsewhere}, desk.now));
  CHECK(desk.get("/api/v1/session").status == 200);
  CHECK(!gets_in(desk, kPassword));
  CHECK(gets_in(desk, kOther));
}

TEST_CASE("a second factor counts when it is confirmed and codes on paper are shown once",
          "[admin][people]") {
  ADesk desk;
  CHECK(sentence_of(desk.post("/api/v1/session/recovery-codes", "{}")) ==
        "409: you have no second factor");
  const auto begun = json_of(desk.post("/api/v1/session/second-factor", "{}"));
  CHECK_THAT(begun["uri"].text(), Catch::StartsWith("otpauth://totp/"));
  CHECK_THAT(begun["uri"].text(), Catch::Contains(begun["seed"].text()));
  CHECK(gets_in(desk, kPassword));
  CHECK_THAT(
      sentence_of(desk.post("/api/v1/session/second-factor/confirm", R"({"code":"000000"})")),
      Catch::StartsWith("400: the code is wrong"));

  const std::string code = first_code(begun["seed"].text(), desk.now);
  const auto confirmed =
      json_of(desk.post("/api/v1/session/second-factor/confirm", R"({"code":")" + code + R"("})"));
  CHECK(confirmed["recovery_codes"].items().size() == 10);
  CHECK(!gets_in(desk, kPassword));
  CHECK(json_of(desk.get("/api/v1/session"))["second_factor"].truth());
  CHECK(sentence_of(desk.post("/api/v1/session/second-factor", "{}")) ==
        "409: you have a second factor: remove it before you take another one");

  const auto again = json_of(desk.post("/api/v1/session/recovery-codes", "{}"));
  CHECK(again["recovery_codes"].items().front() != confirmed["recovery_codes"].items().front());
  CHECK(sentence_of(remove(desk, "second-factor")) == "you have no second factor any more");
  CHECK(gets_in(desk, kPassword));
}

TEST_CASE("a token for programs is made shown once used and revoked", "[admin][people]") {
  ADesk desk;
  const auto made = json_of(
      desk.post("/api/v1/session/tokens",
                R"({"name":"ci","scopes":["look","operate"],"days":30,"reason":"nightly"})"));
  CHECK(made["sentence"].text() ==
        "token 1, which is shown this once, acts for you until 2026-02-01 00:00 UTC and is good "
        "for: look operate");
  const std::string token = made["token"].text();
  const std::vector<relay::http::Field> shows{{"Authorization", "Bearer " + token}};
  CHECK(desk.ask({.path = "/api/v1/status", .fields = shows}).status == 200);
  const auto whoami = json_of(desk.ask({.path = "/api/v1/session", .fields = shows}));
  CHECK(whoami["by"].text() == "token");
  CHECK(whoami["name"].text() == "ann");

  const auto listed = json_of(desk.get("/api/v1/session/tokens"));
  REQUIRE(listed["tokens"].items().size() == 1);
  CHECK(listed["tokens"].items()[0]["name"].text() == "ci");
  CHECK(listed["tokens"].items()[0]["scopes"].items().size() == 2);
  CHECK(listed["tokens"].items()[0]["token"].null());

  desk.make("bob", {});
  CHECK(sentence_of(remove(desk, "tokens/1", "bob")) == "409: 'bob' has no token 1");
  CHECK(sentence_of(remove(desk, "tokens/1")) == "token 1 does not count any more");
  CHECK(desk.ask({.path = "/api/v1/status", .fields = shows}).status == 401);
}

TEST_CASE("a token is revoked with a reason or without", "[admin][people][audit]") {
  ADesk desk;
  const auto revoked = [&](const std::string& body) {
    const auto made =
        json_of(desk.post("/api/v1/session/tokens",
                          R"({"name":"ci","scopes":["look"],"days":30,"reason":"nightly"})"));
    const auto answer =
        desk.ask({.method = Method::Delete,
                  .path = "/api/v1/session/tokens/" + std::to_string(made["number"].number()),
                  .body = body,
                  .fields = desk.signed_in()});
    const auto row = desk.audit().front();
    return std::to_string(answer.status) + " " + row.action + ": " + row.detail;
  };
  CHECK(revoked(R"({"reason":"it leaked"})") == "200 token revoked: it leaked");
  CHECK(revoked("") == "200 token revoked: ");
  CHECK(revoked("{}") == "200 token revoked: ");
  CHECK(revoked(R"({"reason":null})") == "200 token revoked: ");
  CHECK_THAT(revoked(R"({"reason":""})"), Catch::StartsWith("400 token made"));
  CHECK_THAT(revoked(R"({"why":"x"})"), Catch::StartsWith("400 token made"));
  CHECK_THAT(revoked("leaked"), Catch::StartsWith("400 token made"));
}

TEST_CASE("what a token does is its owner's by way of it", "[admin][people][audit]") {
  ADesk desk;
  const auto made =
      json_of(desk.post("/api/v1/session/tokens",
                        R"({"name":"ci","scopes":["operate"],"days":1,"reason":"nightly"})"));
  const auto stopped = desk.ask({.method = Method::Post,
                                 .path = "/api/v1/stop",
                                 .body = R"({"reason":"phones ring"})",
                                 .fields = {{"Authorization", "Bearer " + made["token"].text()},
                                            {"Content-Type", "application/json"}}});
  CHECK(stopped.status == 200);
  const auto row = desk.audit().front();
  CHECK(row.actor == "ann");
  CHECK(row.via == "token 1 ci");
  CHECK(row.source == tests::kHome);
}

TEST_CASE("a token is for something and not for ever", "[admin][people]") {
  ADesk desk;
  const auto asked = [&](const std::string& scopes, const std::string& days) {
    return sentence_of(desk.post(
        "/api/v1/session/tokens",
        R"({"name":"ci","scopes":)" + scopes + R"(,"days":)" + days + R"(,"reason":"x"})"));
  };
  CHECK(asked("[]", "1") ==
        "400: scopes: expected some of \"look\", \"operate\", \"policy\", \"enrol\", \"check\", "
        "\"audit\"");
  CHECK_THAT(asked(R"(["approve"])", "1"), Catch::StartsWith("400: scopes: expected some of"));
  CHECK(asked(R"(["look"])", "0") == "400: days: expected 1 to 366, found 0");
  CHECK(asked(R"(["look"])", "367") == "400: days: expected 1 to 366, found 367");
  CHECK_THAT(asked(R"(["look"])", "366"), Catch::StartsWith("token 1, which is shown this once"));
}
