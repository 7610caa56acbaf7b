#include "relay/admin/people_acts.h"

#include "tests/relay/admin/a_desk.h"

using tests::ADesk;
using tests::field_of;
using tests::json_of;
using tests::Method;
using tests::Response;
using tests::sentence_of;

namespace {

std::string said_of(ADesk& desk, const std::string& act, const std::string& body,
                    const std::string& by = "ann") {
  return sentence_of(desk.post("/api/v1/people/" + act, body, by));
}

std::string joins(const std::string& name, const std::string& roles) {
  return R"({"name":")" + name + R"(","password":"a first password of hers","roles":)" + roles +
         R"(,"reason":"joins"})";
}

}  // namespace

TEST_CASE("somebody gets an account with roles and a password that is due", "[admin][people]") {
  ADesk desk;
  CHECK(said_of(desk, "../people",
                joins("bob", R"([{"role":"operator"},{"role":"release-manager","feed":"clamav",)"
                             R"("group":"office"}])")) == "404: there is nothing at this path");
  CHECK(sentence_of(desk.post(
            "/api/v1/people",
            joins("bob", R"([{"role":"operator"},{"role":"release-manager","feed":"clamav",)"
                         R"("group":"office"}])"))) ==
        "'bob' has an account, and chooses another password at the first sign-in");
  const auto bob = json_of(desk.get("/api/v1/people/bob"));
  CHECK(bob["due"].truth());
  CHECK(!bob["disabled"].truth());
  CHECK(bob["by"].text() == "ann");
  REQUIRE(bob["roles"].items().size() == 2);
  CHECK(bob["roles"].items()[1]["feed"].text() == "clamav");
  CHECK(bob["roles"].items()[1]["group"].text() == "office");
  const auto all = json_of(desk.get("/api/v1/people"));
  CHECK(all["people"].items().size() == 2);
  std::string roles;
  for (const auto& role : all["roles"].items()) roles += role.text() + " ";
  CHECK(roles == "viewer operator policy-editor administrator auditor release-manager ");
}

TEST_CASE("an account is refused with what would be right", "[admin][people]") {
  ADesk desk;
  const auto asked = [&](const std::string& body) {
    return sentence_of(desk.post("/api/v1/people", body));
  };
  CHECK(asked(joins("bob", R"([{"role":"operatr"}])")) ==
        "404: there is no role of that name: the relay and its policy have viewer, operator, "
        "policy-editor, administrator, auditor, release-manager");
  CHECK(asked(joins("bob", R"([{"role":"operator","feed":"nobody"}])")) ==
        "404: there is no feed 'nobody'; there are: clamav");
  CHECK(asked(joins("bob", R"([{"role":"administrator","feed":"clamav"}])")) ==
        "400: an administrator is one everywhere: name no place");
  CHECK(asked(joins("administrator", "[]")) ==
        "400: 'administrator' stands for nobody in the records; take another name");
  CHECK(asked(joins("ann", "[]")) ==
        "409: there is an account 'ann' already, and a name is never given again");
  CHECK(asked(R"({"name":"bob","password":"password","roles":[],"reason":"x"})") ==
        "400: this password is among those that everybody tries first; take several words");
  CHECK_THAT(asked(joins("bob", R"([{"role":"operator","until":1}])")),
             Catch::StartsWith("400: roles[0].until: unknown"));
  CHECK(json_of(desk.get("/api/v1/people"))["people"].items().size() == 1);
}

TEST_CASE("roles are given and taken and count at once", "[admin][people]") {
  ADesk desk;
  desk.make("bob", {});
  CHECK(desk.get("/api/v1/status", "", "bob").status == 403);
  CHECK(said_of(desk, "bob/grant", R"({"role":"viewer","reason":"x"})") ==
        "'bob' has 'viewer' everywhere");
  CHECK(desk.get("/api/v1/status", "", "bob").status == 200);
  CHECK(said_of(desk, "bob/grant", R"({"role":"viewer","reason":"x"})") ==
        "409: 'bob' has 'viewer' everywhere already");
  CHECK(said_of(desk, "bob/lift", R"({"role":"viewer","group":"office","reason":"x"})") ==
        "409: 'bob' does not have 'viewer' in office");
  CHECK(said_of(desk, "bob/lift", R"({"role":"viewer","reason":"x"})") ==
        "'bob' has no more 'viewer' everywhere");
  CHECK(desk.get("/api/v1/status", "", "bob").status == 403);
  CHECK(said_of(desk, "nobody-here/grant", R"({"role":"viewer","reason":"x"})") ==
        "404: there is no account 'nobody-here'");
}

TEST_CASE("a role within a reach lets act within it", "[admin][people][security]") {
  tests::AWaitingDesk desk;
  desk.make("bob", {{.role = *relay::people::Role::parse("operator"),
                     .reach = {.group = tests::group("office")}}});
  const auto hold = [&](const char* groups) {
    return desk.said("hold", std::string{R"({"groups":)"} + groups + R"(,"reason":"x"})", "bob");
  };
  const std::string refused =
      "403: this needs one of the roles 'operator', 'policy-editor', 'administrator' or one that "
      "the policy names, which you do not have ";
  CHECK(hold(R"(["office"])") == "hold of clamav for office is in force");
  CHECK(hold(R"("all")") == refused + "for clamav");
  CHECK(hold(R"(["office","default"])") == refused + "for clamav in default");
  CHECK(desk.post("/api/v1/stop", R"({"reason":"x"})", "bob").status == 403);
}

TEST_CASE("who may stop need not be able to let go", "[admin][people][security]") {
  tests::AWaitingDesk desk;
  desk.make("bob", {{.role = *relay::people::Role::parse("policy-editor")}});
  const std::string refused =
      "403: this needs one of the roles 'operator', 'administrator' or one that the policy names, "
      "which you do not have";
  CHECK(desk.said("hold", R"({"groups":["office"],"reason":"x"})", "bob") ==
        "hold of clamav for office is in force");
  CHECK(desk.said("hold", R"({"groups":["office"],"lift":true,"reason":"x"})", "bob") == refused);
  CHECK(desk.post("/api/v1/stop", R"({"reason":"x"})", "bob").status == 200);
  CHECK(sentence_of(desk.post("/api/v1/stop", R"({"reason":"x","lift":true})", "bob")) == refused);
  CHECK(desk.post("/api/v1/stop", R"({"reason":"x","lift":true})").status == 200);
}

TEST_CASE("what somebody changed meanwhile is not overwritten", "[admin][people]") {
  ADesk desk;
  desk.make("bob", {});
  const auto tag = field_of(desk.get("/api/v1/people/bob"), "ETag");
  const auto grant = [&](const std::string& role) {
    auto fields = desk.signed_in();
    fields.push_back({"Content-Type", "application/json"});
    fields.push_back({"If-Match", tag});
    return desk.ask({.method = Method::Post,
                     .path = "/api/v1/people/bob/grant",
                     .body = R"({"role":")" + role + R"(","reason":"x"})",
                     .fields = fields});
  };
  const auto first = grant("viewer");
  CHECK(first.status == 200);
  CHECK(field_of(first, "ETag") != tag);
  const auto second = grant("operator");
  CHECK(second.status == 412);
  CHECK(sentence_of(second) ==
        "412: what 'bob' may has changed since you looked: look again before you change it");
}

TEST_CASE("a disabled account is out at once and comes back by somebody else",
          "[admin][people][security]") {
  ADesk desk;
  desk.make("bob", {{.role = *relay::people::Role::parse("viewer")}});
  const std::string token = desk.token_of("bob");
  const std::vector<relay::http::Field> shows{{"Authorization", "Bearer " + token}};
  CHECK(desk.ask({.path = "/api/v1/status", .fields = shows}).status == 200);
  CHECK(said_of(desk, "bob/disable", R"({"reason":"left"})") ==
        "'bob' is disabled, and signed out everywhere");
  CHECK(desk.ask({.path = "/api/v1/status", .fields = shows}).status == 401);
  CHECK(said_of(desk, "bob/disable", R"({"reason":"left"})") == "409: 'bob' is disabled already");
  CHECK(said_of(desk, "bob/enable", R"({"reason":"back"})") == "'bob' is enabled");
  CHECK(desk.ask({.path = "/api/v1/status", .fields = shows}).status == 401);
  CHECK(desk.get("/api/v1/status", "", "bob").status == 200);
  CHECK(said_of(desk, "ann/disable", R"({"reason":"x"})") ==
        "409: 'ann' is the last administrator: nobody could enable anybody again");
}

TEST_CASE("an administrator resets what somebody has lost", "[admin][people]") {
  ADesk desk;
  desk.make("bob", {});
  const std::string token = desk.token_of("bob");
  CHECK(said_of(desk, "bob/password",
                R"({"password":"a second password of his","reason":"forgotten"})") ==
        "'bob' has that password, and chooses another one at the next sign-in");
  CHECK(!desk.people.caller({.bearer = token}, desk.now));
  CHECK(json_of(desk.get("/api/v1/people/bob"))["due"].truth());
  CHECK(said_of(desk, "bob/second-factor/remove", R"({"reason":"lost"})") ==
        "409: 'bob' has no second factor");
  const auto out = desk.ask({.method = Method::Delete,
                             .path = "/api/v1/people/bob/sessions",
                             .fields = desk.signed_in()});
  CHECK(sentence_of(out) == "'bob' is signed out everywhere, and has no token any more");

  desk.make("cid", {});
  desk.token_of("cid");
  const auto with_reason = [&](const char* body) {
    return desk.ask({.method = Method::Delete,
                     .path = "/api/v1/people/cid/sessions",
                     .body = body,
                     .fields = desk.signed_in()});
  };
  CHECK(with_reason(R"({"reason":""})").status == 400);
  CHECK(desk.people.find("cid")->sessions == 1);
  CHECK(with_reason(R"({"reason":"his laptop was stolen"})").status == 200);
  CHECK(desk.audit().front().action == "sessions ended");
  CHECK(desk.audit().front().detail == "his laptop was stolen");
}

TEST_CASE("what somebody may not is in the audit in the words that he was told",
          "[admin][people][audit]") {
  ADesk desk;
  desk.make("bob", {});
  desk.post("/api/v1/stop", R"({"reason":"x"})", "bob");
  const auto row = desk.audit().front();
  CHECK(row.actor == "bob");
  CHECK(row.action == "denied");
  CHECK(row.subject == "POST /api/v1/stop");
  CHECK(row.detail ==
        "this needs one of the roles 'operator', 'policy-editor', 'administrator' or one that the "
        "policy names, which you do not have");
  CHECK(row.outcome == relay::catalog::Outcome::Denied);
  CHECK(row.source == tests::kHome);
  CHECK_THAT(row.via, Catch::StartsWith("session "));
}

TEST_CASE("of many denials the first sixty of a minute have a row and all are counted",
          "[admin][people][audit]") {
  ADesk desk;
  desk.make("bob", {});
  const auto fields = desk.signed_in("bob");
  const auto before = desk.audit().size();
  for (int i = 0; i < 63; ++i) desk.ask({.path = "/api/v1/people", .fields = fields});
  CHECK(desk.audit().size() == before + 60);
  desk.now += std::chrono::seconds{60};
  desk.ask({.path = "/api/v1/people", .fields = fields});
  CHECK(desk.audit().size() == before + 61);
  CHECK_THAT(desk.audit().front().detail, Catch::EndsWith("; 3 more have no row"));
}
