#include "tests/relay/app/cli/a_relay.h"

using tests::cli::ARelay;
using tests::cli::Arguments;
using tests::cli::call_of;
using tests::cli::refusal;
using tests::cli::told;

TEST_CASE("an account is made with its roles and where they count", "[cli][people]") {
  ARelay relay;
  relay.files = {{"pw", "first one\n"}};
  relay.replies["POST /api/v1/people"] = {
      202, R"({"sentence":"proposal 3 waits for a second administrator","proposal":3})"};
  const auto done =
      relay.run({"people", "add", "bob", "--role", "operator", "--role", "release-manager@clamav",
                 "--role", "release-manager@clamav/plants", "--role=auditor@/plants",
                 "--password-file", "pw", "--reason", "hired"});
  CHECK(done.out == "proposal 3 waits for a second administrator\n");
  CHECK(done.code == 0);
  CHECK(told(relay.asked.at(0)) ==
        R"(POST /api/v1/people {"name":"bob","roles":[{"role":"operator"},)"
        R"({"role":"release-manager","feed":"clamav"},)"
        R"({"role":"release-manager","feed":"clamav","group":"plants"},)"
        R"({"role":"auditor","group":"plants"}],"reason":"hired","password":"first one"})");

  relay.typed = {"typed", "typed"};
  CHECK(relay.run({"people", "add", "bob", "--reason", "hired"}).code == 0);
  CHECK(relay.prompts.at(0) == "hidden: First password of 'bob': ");
  CHECK(told(relay.asked.at(1)) ==
        R"(POST /api/v1/people {"name":"bob","roles":[],"reason":"hired","password":"typed"})");
  CHECK(relay.run({"people", "add", "bob", "--reason", "hired"}).err ==
        "sluice: nobody is there to type the password: say --password-file FILE\n");
}

TEST_CASE("a role that cannot be one is misused", "[cli][people]") {
  const std::string shape = ": 1 to 64 of a-z 0-9 - _ . beginning with a letter or digit";
  const auto added = [](std::string_view role) {
    return refusal({"people", "add", "bob", "--role", role, "--reason", "x"});
  };
  CHECK(added("Operator") == "'Operator' is not the name of a role" + shape);
  CHECK(added("@clamav") == "'' is not the name of a role" + shape);
  CHECK(added("operator@No") == "'No' is not the name of a feed" + shape);
  CHECK(added("operator@clamav/No") == "'No' is not the name of a group" + shape);
  for (const char* const role : {"operator@", "operator@/"}) {
    CHECK(added(role) == "'" + std::string{role} + "' says no place: FEED, FEED/GROUP or /GROUP");
  }
  CHECK(refusal({"people", "grant", "bob", "ROOT", "--reason", "x"}) ==
        "'ROOT' is not the name of a role" + shape);
  CHECK(refusal({"people", "grant", "Bob", "operator", "--reason", "x"}) ==
        "'Bob' is not the name of an account" + shape);
  CHECK(refusal({"people", "grant", "bob", "operator"}) ==
        "the reason is missing: --reason TEXT goes into the audit; 'sluice people grant --help' "
        "says how it is written");
}

TEST_CASE("what is done to an account is one call", "[cli][people]") {
  struct Case {
    Arguments arguments;
    std::string call;
  };
  const Case sample = GENERATE(values<Case>({
      {{"people"}, "GET /api/v1/people"},
      {{"people", "show", "bob"}, "GET /api/v1/people/bob"},
      {{"people", "grant", "bob", "operator", "--reason", "x"},
       R"(POST /api/v1/people/bob/grant {"role":"operator","reason":"x"})"},
      {{"people", "lift", "bob", "operator", "--feed", "clamav", "--group", "plants", "--reason",
        "x"},
       R"(POST /api/v1/people/bob/lift )"
       R"({"role":"operator","feed":"clamav","group":"plants","reason":"x"})"},
      {{"people", "disable", "bob", "--reason", "x"},
       R"(POST /api/v1/people/bob/disable {"reason":"x"})"},
      {{"people", "enable", "bob", "--reason", "x"},
       R"(POST /api/v1/people/bob/enable {"reason":"x"})"},
      {{"people", "remove-factor", "bob", "--reason", "x"},
       R"(POST /api/v1/people/bob/second-factor/remove {"reason":"x"})"},
      {{"people", "sign-out", "bob"}, "DELETE /api/v1/people/bob/sessions"},
  }));
  CHECK(call_of(sample.arguments) == sample.call);
}

TEST_CASE("a password that was forgotten gives way to another", "[cli][people]") {
  ARelay relay;
  relay.files = {{"pw", "first one"}};
  relay.run({"people", "reset", "bob", "--password-file", "pw", "--reason", "forgotten"});
  CHECK(told(relay.asked.at(0)) ==
        R"(POST /api/v1/people/bob/password {"reason":"forgotten","password":"first one"})");
}

TEST_CASE("people are listed with what they may and how they sign in", "[cli][people]") {
  const std::string bob =
      R"({"name":"bob","roles":[{"role":"release-manager","feed":"clamav","group":null},)"
      R"({"role":"auditor","feed":null,"group":"plants"}],"disabled":false,"has_password":true,)"
      R"("due":true,"second_factor":true,"recovery_codes":10,"sessions":2,)"
      R"("tokens":[{"number":7,"name":"ci","scopes":["look"],"until":"2026-04-02T00:00:00Z"}],)"
      R"("made":"2026-01-02T03:00:00Z","by":"ann"})";
  ARelay relay;
  relay.replies["GET /api/v1/people"] = {
      200, R"({"people":[{"name":"ann","roles":[],"disabled":true,"sessions":0},)" + bob +
               R"(,{"name":"cy","roles":[{"role":"viewer"}],"has_password":true,"sessions":1}]})"};
  CHECK(relay.run({"people"}).out ==
        "NAME  ROLES                                          SIGNS IN WITH                   "
        "         SESSIONS\n"
        "ann   -                                              disabled                        "
        "         0\n"
        "bob   release-manager for clamav, auditor in plants  a password to be changed, second"
        " factor  2\n"
        "cy    viewer                                         password                        "
        "         1\n");
  relay.replies["GET /api/v1/people/bob"] = {200, bob};
  CHECK(relay.run({"people", "show", "bob"}).out ==
        "bob, since 2026-01-02 03:00 UTC by ann\n"
        "  roles           release-manager for clamav, auditor in plants\n"
        "  signs in with   a password to be changed, second factor\n"
        "  recovery codes  10\n"
        "  sessions        2\n"
        "\n"
        "TOKEN  NAME  GOOD FOR  UNTIL\n"
        "7      ci    look      2026-04-02 00:00 UTC\n");
}
