#include "relay/admin/session_acts.h"

#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using tests::ADesk;
using tests::field_of;
using tests::json_of;
using tests::kPassword;
using tests::Method;
using tests::Response;

namespace {

constexpr const char* kOurs = "https://127.0.0.1:8443";

std::vector<relay::http::Field> stranger(const char* origin = "") {
  std::vector<relay::http::Field> fields{{"Host", "127.0.0.1:8443"},
                                         {"Content-Type", "application/json"}};
  if (*origin != '\0') fields.push_back({"Origin", origin});
  return fields;
}

Response post(ADesk& desk, const std::string& path, const std::string& body,
              const char* origin = "") {
  return desk.ask({.method = Method::Post,
                   .path = "/api/v1/" + path,
                   .body = body,
                   .fields = stranger(origin)});
}

std::string sign_in_body(const std::string& name, const std::string& password,
                         const std::string& more = "") {
  return R"({"name":")" + name + R"(","password":")" + password + R"(")" + more + "}";
}

/// "STATUS code: sentence"
std::string refused(const Response& response) {
  const auto json = json_of(response);
  return std::to_string(response.status) + " " + json["type"].text().substr(11) + ": " +
         json["detail"].text();
}

std::string setup_body(const std::string& token, const std::string& name = "eve",
                       const std::string& password = kPassword, const std::string& more = "") {
  return R"({"token":")" + token + R"(",)" + sign_in_body(name, password, more).substr(1);
}

}  // namespace

TEST_CASE("a session begins and is told of and ends", "[admin][session]") {
  ADesk desk;
  desk.make("bob", {{.role = *relay::people::Role::parse("operator")}});
  const auto begun = post(desk, "session", sign_in_body("bob", kPassword));
  REQUIRE(begun.status == 200);
  CHECK(field_of(begun, "Set-Cookie").empty());
  const auto session = json_of(begun);
  CHECK(session["name"].text() == "bob");
  CHECK(session["roles"].items().size() == 1);
  CHECK(session["roles"].items()[0]["role"].text() == "operator");
  CHECK(session["by"].text() == "session");
  CHECK(session["sure"].truth());
  CHECK(!session["due"].truth());
  CHECK(session["csrf"].text().empty());
  CHECK(session["until"] == relay::json::Value{desk.now + 12h});
  const std::string token = session["token"].text();
  CHECK_THAT(token, Catch::StartsWith("sluice_session_"));

  desk.sessions["bob"] = token;
  const auto told = json_of(desk.get("/api/v1/session", "", "bob"));
  CHECK(told["name"].text() == "bob");
  CHECK(told["token"].null());
  const auto out = desk.ask(
      {.method = Method::Delete, .path = "/api/v1/session", .fields = desk.signed_in("bob")});
  CHECK(json_of(out)["sentence"].text() == "you are signed out");
  CHECK(desk.ask({.path = "/api/v1/session", .fields = {{"Authorization", "Bearer " + token}}})
            .status == 401);
}

TEST_CASE("a browser gets its session in a cookie that no script sees", "[admin][session]") {
  ADesk desk;
  const auto body = sign_in_body("ann", kPassword, R"(,"as":"cookie")");
  const auto begun = post(desk, "session", body, kOurs);
  REQUIRE(begun.status == 200);
  const std::string cookie = field_of(begun, "Set-Cookie");
  CHECK_THAT(cookie, Catch::StartsWith("__Host-sluice=sluice_session_"));
  CHECK_THAT(cookie, Catch::EndsWith("; Path=/; Secure; HttpOnly; SameSite=Strict"));
  CHECK(json_of(begun)["token"].null());
  const std::string csrf = json_of(begun)["csrf"].text();
  REQUIRE(!csrf.empty());

  const std::string pair = cookie.substr(0, cookie.find(';'));
  const auto with = [&](std::vector<relay::http::Field> more) {
    more.push_back({"Host", "127.0.0.1:8443"});
    return more;
  };
  CHECK(desk.ask({.path = "/api/v1/status", .fields = with({{"Cookie", pair}})}).status == 200);
  // The cookie's token is none for a program, and what shows both is refused.
  const std::string token = pair.substr(pair.find('=') + 1);
  CHECK(desk.ask({.path = "/api/v1/status", .fields = with({{"Authorization", "Bearer " + token}})})
            .status == 401);
  for (const auto& twice : std::vector<std::vector<relay::http::Field>>{
           {{"Cookie", pair}, {"Authorization", "Bearer x"}},
           {{"Cookie", pair + "; " + pair}},
           {{"Cookie", pair}, {"Cookie", "__Host-sluice="}}}) {
    CHECK(refused(desk.ask({.path = "/api/v1/status", .fields = with(twice)})) ==
          "400 two-credentials: a request shows a session or a token, once");
  }
  const auto out =
      desk.ask({.method = Method::Delete,
                .path = "/api/v1/session",
                .fields = with({{"Cookie", pair}, {"Origin", kOurs}, {"X-Sluice-CSRF", csrf}})});
  CHECK(field_of(out, "Set-Cookie") ==
        "__Host-sluice=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
  CHECK(desk.ask({.path = "/api/v1/status", .fields = with({{"Cookie", pair}})}).status == 401);
}

TEST_CASE("no page of another origin signs anybody in", "[admin][session][security]") {
  ADesk desk;
  const auto cookie = sign_in_body("ann", kPassword, R"(,"as":"cookie")");
  CHECK(refused(post(desk, "session", cookie)) ==
        "400 no-origin: only a page gets a cookie, and a browser names its origin");
  CHECK(refused(post(desk, "session", cookie, "https://evil.example")) ==
        "403 other-origin: a page of another origin may not use this API");
  CHECK(desk.people.hashes() == 1);  // Of set-up: no password was looked at.
}

TEST_CASE("wrong and unknown are one answer", "[admin][session][security]") {
  ADesk desk;
  const std::string wrong = "401 not-signed-in: name, password or code is wrong";
  CHECK(refused(post(desk, "session", sign_in_body("ann", "not this one"))) == wrong);
  CHECK(refused(post(desk, "session", sign_in_body("nobody-here", "not this one"))) == wrong);
  CHECK(refused(post(desk, "session", sign_in_body("Bad Name", "x"))) == wrong);
}

TEST_CASE("guessing is made slow and said to be", "[admin][session][security]") {
  ADesk desk;
  Response last;
  for (int i = 0; i < 12 && last.status != 429; ++i) {
    last = post(desk, "session", sign_in_body("nobody-here", "guess"));
  }
  REQUIRE(last.status == 429);
  CHECK(field_of(last, "Retry-After") == "1");
  CHECK(refused(last) == "429 too-many: too many tries of late; try again in 1 s");
}

TEST_CASE("step-up is another session and the old one has ended", "[admin][session][security]") {
  ADesk desk;
  const std::string old = desk.token_of("ann");
  desk.now += 6min;
  const auto unsure = std::vector<relay::http::Field>{{"Host", "127.0.0.1:8443"},
                                                      {"Authorization", "Bearer " + old},
                                                      {"Content-Type", "application/json"}};
  const auto sure = desk.ask({.method = Method::Post,
                              .path = "/api/v1/session/sure",
                              .body = R"({"password":")" + std::string{kPassword} + R"("})",
                              .fields = unsure});
  REQUIRE(sure.status == 200);
  CHECK(json_of(sure)["sure"].truth());
  CHECK(json_of(sure)["token"].text() != old);
  CHECK(desk.ask({.path = "/api/v1/session", .fields = unsure}).status == 401);
}

TEST_CASE("a session that was there before does not survive a sign-in",
          "[admin][session][security]") {
  ADesk desk;
  const std::string before = desk.token_of("ann");
  auto fields = desk.signed_in();
  fields.push_back({"Content-Type", "application/json"});
  const auto begun = desk.ask({.method = Method::Post,
                               .path = "/api/v1/session",
                               .body = sign_in_body("ann", kPassword),
                               .fields = fields});
  REQUIRE(begun.status == 200);
  CHECK(json_of(begun)["token"].text() != before);
  CHECK(desk.ask({.path = "/api/v1/session", .fields = fields}).status == 401);
}

TEST_CASE("somebody else who signs in on a browser ends the session that was there",
          "[admin][session][security]") {
  ADesk desk;
  desk.make("bob", {});
  auto anns = desk.signed_in();
  anns.push_back({"Content-Type", "application/json"});
  const auto begun = desk.ask({.method = Method::Post,
                               .path = "/api/v1/session",
                               .body = sign_in_body("bob", kPassword),
                               .fields = anns});
  REQUIRE(begun.status == 200);
  CHECK(desk.ask({.path = "/api/v1/session", .fields = anns}).status == 401);
}

TEST_CASE("a wrong password at step-up is in the audit with whose session it was",
          "[admin][session][audit]") {
  ADesk desk;
  CHECK(desk.post("/api/v1/session/sure", R"({"password":"a guess of a thief"})").status == 401);
  const auto row = desk.audit().front();
  CHECK(row.actor == "ann");
  CHECK(row.action == "denied");
  CHECK(row.detail == "name, password or code is wrong");
}

TEST_CASE("set-up makes the first account once", "[admin][setup]") {
  ADesk desk{ADesk::SetUp::No};
  const auto shut = json_of(desk.ask({.path = "/api/v1/setup"}));
  CHECK(!shut["open"].truth());
  CHECK(shut["until"].null());
  CHECK(refused(post(desk, "setup", setup_body("x"))) ==
        "409 set-up-over: no set-up is open: restart the relay, and it makes a new token");

  const std::string token = *desk.people.open_setup(desk.now);
  const auto open = json_of(desk.ask({.path = "/api/v1/setup"}));
  CHECK(open["open"].truth());
  CHECK(open["until"] == relay::json::Value{desk.now + 1h});
  CHECK(refused(post(desk, "setup", setup_body("sluice_setup_wrong"))) ==
        "403 wrong-setup-token: this is not the token of set-up: it is in the relay's data folder");
  CHECK_THAT(refused(post(desk, "setup", setup_body(token, "relay"))),
             Catch::StartsWith("400 bad-name: "));
  CHECK_THAT(refused(post(desk, "setup", setup_body(token, "eve", "short"))),
             Catch::StartsWith("400 bad-password: a password is at least 8 bytes long"));
  CHECK(desk.set_ups == 0);

  const auto begun = post(desk, "setup", setup_body(token));
  REQUIRE(begun.status == 200);
  CHECK(desk.set_ups == 1);
  const auto session = json_of(begun);
  CHECK(session["name"].text() == "eve");
  std::string roles;
  for (const auto& role : session["roles"].items()) roles += role["role"].text() + " ";
  CHECK(roles == "auditor operator policy-editor release-manager viewer administrator ");
  desk.sessions["eve"] = session["token"].text();
  CHECK(desk.get("/api/v1/status", "", "eve").status == 200);

  CHECK(refused(post(desk, "setup", setup_body(token, "mallory"))) ==
        "409 set-up-done: the relay is set up already; sign in");
  CHECK(desk.set_ups == 1);
  CHECK(!json_of(desk.ask({.path = "/api/v1/setup"}))["open"].truth());
}

TEST_CASE("bodies of sign-in are read strictly", "[admin][session][hostile]") {
  ADesk desk;
  for (const char* const body :
       {"", "[]", "{", R"({"name":"ann"})", R"({"name":"ann","password":7})",
        R"({"name":"ann","password":"x","as":"header"})",
        R"({"name":"ann","password":"x","name":"bob"})", R"({"name":"ann","password":"x","z":1})",
        "{\"name\":\"ann\",\"password\":\"x\\u0000\"}"}) {
    CAPTURE(body);
    CHECK(post(desk, "session", body).status == 400);
  }
  CHECK(post(desk, "session", sign_in_body("ann", std::string(70'000, 'x'))).status == 400);
}

TEST_CASE("what is typed is in no record", "[admin][session][audit]") {
  ADesk desk;
  post(desk, "session", sign_in_body("my-secret-as-a-name", "my-secret-password"));
  post(desk, "session", sign_in_body("ann", kPassword, R"(,"code":"123456")"));
  for (const auto& row : desk.audit()) {
    const std::string all = row.actor + row.action + row.subject + row.detail + row.via;
    CHECK_THAT(all, !Catch::Contains("my-secret") && !Catch::Contains(kPassword) &&
                        !Catch::Contains("sluice_session_"));
  }
}
