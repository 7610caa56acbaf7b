#include "tests/relay/app/cli/a_relay.h"

using tests::cli::ARelay;
using tests::cli::call_of;
using tests::cli::Ended;
using tests::cli::refusal;
using tests::cli::Reply;
using tests::cli::told;

namespace {

Reply problem(int status, const std::string& code, const std::string& detail) {
  return {status, R"({"type":"urn:sluice:)" + code + R"(","detail":")" + detail + R"("})"};
}

Reply session(const std::string& token, const std::string& more = "") {
  return {200, R"({"name":"ann","roles":[],"by":"session","sure":true,"due":false,)" + more +
                   R"("until":"2026-01-02T12:00:00Z","token":")" + token + R"("})"};
}

const Reply kNotSure = problem(403, "not-sure", "confirm with your password first: 'sluice sure'");
const Reply kWrong = problem(401, "not-signed-in", "name, password or code is wrong");
const Reply kCode = problem(401, "code-needed", "the code of the second factor is needed");
const Reply kDone{200, R"({"sentence":"done"})"};

}  // namespace

TEST_CASE("the first account is made with the token that lies on the machine", "[cli][people]") {
  ARelay relay;
  relay.session = "";
  relay.files = {{"setup.token", "sluice_setup_x"}, {"pw", "correct horse\n"}};
  relay.replies["POST /api/v1/setup"] = session("sluice_session_new");
  const Ended done = relay.run({"setup", "ann", "--password-file", "pw"});
  CHECK(done.out == "signed in as 'ann' until 2026-01-02 12:00 UTC\n");
  CHECK(done.code == 0);
  CHECK(relay.session == "sluice_session_new");
  REQUIRE(relay.asked.size() == 1);
  CHECK(relay.shown[0].empty());
  CHECK(told(relay.asked[0]) ==
        R"(POST /api/v1/setup {"token":"sluice_setup_x","name":"ann","password":"correct horse"})");

  relay.files.erase("setup.token");
  CHECK(relay.run({"setup", "ann", "--password-file", "pw"}).err ==
        "sluice: setup.token: cannot be read\n");
  CHECK(refusal({"setup", "Ann B"}) ==
        "'Ann B' is not the name of an account: 1 to 64 of a-z 0-9 - _ . beginning with a letter "
        "or digit");
}

TEST_CASE("a new password is typed twice and a password is never shown", "[cli][people]") {
  ARelay relay;
  relay.files = {{"setup.token", "t"}};
  relay.replies["POST /api/v1/setup"] = session("new");
  relay.typed = {"one", "other"};
  CHECK(relay.run({"setup", "ann"}).err ==
        "sluice: the two passwords are not the same, and nothing was done\n");
  CHECK(relay.asked.empty());
  CHECK(relay.prompts == std::vector<std::string>{"hidden: Password of 'ann', a new one: ",
                                                  "hidden: The same once more: "});
  relay.typed = {"one"};
  CHECK(relay.run({"setup", "ann"}).err == "sluice: no password, and nothing was done\n");
  relay.typed = {};
  CHECK(relay.run({"setup", "ann"}).err ==
        "sluice: nobody is there to type the password: say --password-file FILE\n");
  relay.files["pw"] = "\r\n";
  CHECK(relay.run({"setup", "ann", "--password-file", "pw"}).err == "sluice: pw: is empty\n");
  CHECK(relay.run({"setup", "ann", "--password-file", "none"}).err ==
        "sluice: none: cannot be read\n");
  CHECK(relay.asked.empty());
}

TEST_CASE("whoever signs in is asked for the code where the relay wants one", "[cli][people]") {
  ARelay relay;
  relay.session = "";
  relay.first["POST /api/v1/session"] = {kCode, kCode};
  relay.replies["POST /api/v1/session"] = session("new");
  relay.files = {{"pw", "secret"}};
  CHECK(relay.run({"login", "ann", "--password-file", "pw"}).err ==
        "sluice: the code of the second factor is needed\n");
  CHECK(relay.session.empty());

  relay.asked.clear();
  relay.typed = {"secret", "k3f9a-xq27m"};
  CHECK(relay.run({"login", "ann"}).code == 0);
  CHECK(relay.prompts ==
        std::vector<std::string>{"hidden: Password of 'ann': ",
                                 "line: Code of the second factor, or a recovery code: "});
  REQUIRE(relay.asked.size() == 2);
  CHECK(told(relay.asked[0]) == R"(POST /api/v1/session {"name":"ann","password":"secret"})");
  CHECK(told(relay.asked[1]) ==
        R"(POST /api/v1/session {"name":"ann","password":"secret","recovery":"k3f9a-xq27m"})");
  CHECK(relay.session == "new");

  relay.first["POST /api/v1/session"] = {kCode};
  relay.typed = {"secret"};
  CHECK(relay.run({"login", "ann"}).err == "sluice: no code, and nobody was signed in\n");
}

TEST_CASE("a code may be said at once and a token is not printed", "[cli][people]") {
  ARelay relay;
  relay.files = {{"pw", "secret"}};
  relay.replies["POST /api/v1/session"] = session("sluice_session_secret");
  const Ended done =
      relay.run({"login", "ann", "--password-file", "pw", "--code", "123456", "--json"});
  CHECK(done.code == 0);
  CHECK_THAT(done.out, Catch::Contains("\"name\": \"ann\"") && !Catch::Contains("secret"));
  CHECK(told(relay.asked.back()) ==
        R"(POST /api/v1/session {"name":"ann","password":"secret","code":"123456"})");
  CHECK(refusal({"login", "ann", "--code", "1", "--recovery", "2"}) ==
        "either --code or --recovery, not both");
  CHECK(refusal({"sure", "--code", "1", "--recovery", "2"}) ==
        "either --code or --recovery, not both");

  relay.unkept = "here: cannot be written: No space left on device";
  CHECK(relay.run({"login", "ann", "--password-file", "pw"}).err ==
        "sluice: here: cannot be written: No space left on device\n");
  relay.replies["POST /api/v1/session"] = kWrong;
  CHECK(relay.run({"login", "ann", "--password-file", "pw"}).err ==
        "sluice: name, password or code is wrong\n");
  CHECK(relay.session == "sluice_session_secret");
}

TEST_CASE("without a session nothing is asked and one that is over is forgotten", "[cli][people]") {
  ARelay relay;
  relay.session = "";
  CHECK(relay.run({"status"}).err == "sluice: nobody is signed in; 'sluice login NAME'\n");
  CHECK(relay.asked.empty());

  relay.session = "sluice_session_over";
  relay.replies["GET /api/v1/status"] = problem(401, "not-signed-in", "nobody is signed in");
  const Ended over = relay.run({"status"});
  CHECK(over.err == "sluice: nobody is signed in; 'sluice login NAME'\n");
  CHECK(over.code == 1);
  CHECK(relay.shown == std::vector<std::string>{"sluice_session_over"});
  CHECK(relay.session.empty());
}

TEST_CASE("whoever must be sure of confirms it once and the act is asked for again",
          "[cli][people]") {
  const std::vector<std::string_view> act{"stop", "--reason", "x"};
  ARelay relay;
  relay.first["POST /api/v1/stop"] = {kNotSure, kNotSure};
  relay.replies["POST /api/v1/stop"] = kDone;
  CHECK(relay.run(act).err == "sluice: confirm with your password first: 'sluice sure'\n");
  CHECK(relay.asked.size() == 1);

  relay.asked.clear();
  relay.shown.clear();
  relay.first["POST /api/v1/session/sure"] = {kCode};
  relay.replies["POST /api/v1/session/sure"] = session("sluice_session_sure");
  relay.typed = {"secret", "123456"};
  CHECK(relay.run(act).out == "done\n");
  CHECK(relay.prompts ==
        std::vector<std::string>{"hidden: Password, to confirm that it is you: ",
                                 "line: Code of the second factor, or a recovery code: "});
  REQUIRE(relay.asked.size() == 4);
  CHECK(told(relay.asked[2]) ==
        R"(POST /api/v1/session/sure {"password":"secret","code":"123456"})");
  CHECK(relay.shown == std::vector<std::string>{"sluice_session_old", "sluice_session_old",
                                                "sluice_session_old", "sluice_session_sure"});

  // A wrong password signs nobody out, and nothing is asked a second time.
  relay.first["POST /api/v1/stop"] = {kNotSure, kNotSure, kNotSure};
  relay.replies["POST /api/v1/session/sure"] = kWrong;
  relay.typed = {"wrong"};
  CHECK(relay.run(act).err == "sluice: name, password or code is wrong\n");
  CHECK(relay.session == "sluice_session_sure");
  relay.replies["POST /api/v1/session/sure"] = session("again");
  relay.typed = {"secret"};
  CHECK(relay.run(act).err == "sluice: confirm with your password first: 'sluice sure'\n");
  CHECK(relay.typed.empty());
}

TEST_CASE("a session is confirmed and shown and ended", "[cli][people]") {
  ARelay relay;
  relay.files = {{"pw", "secret"}};
  relay.replies["POST /api/v1/session/sure"] = session("sluice_session_sure");
  CHECK(relay.run({"sure", "--password-file", "pw"}).out == "confirmed: it is 'ann'\n");
  CHECK(relay.session == "sluice_session_sure");

  relay.replies["GET /api/v1/session"] = {
      200, R"({"name":"ann","roles":[{"role":"operator","feed":null,"group":null},)"
           R"({"role":"release-manager","feed":"clamav","group":"plants"}],"by":"session",)"
           R"("sure":false,"due":true,"second_factor":true,"until":"2026-01-02T12:00:00Z"})"};
  CHECK(relay.run({"whoami"}).out ==
        "ann, until 2026-01-02 12:00 UTC\n"
        "  roles              operator, release-manager for clamav in plants\n"
        "  second factor      yes\n"
        "  confirmed of late  no\n"
        "somebody else has chosen your password: choose another one with 'sluice password'\n");
  relay.replies["GET /api/v1/session"] = {
      200, R"({"name":"ann","roles":[],"by":"token","until":"2026-01-02T12:00:00Z"})"};
  CHECK_THAT(relay.run({"whoami"}).out,
             Catch::StartsWith("ann, by a token for programs until 2026-01-02 12:00 UTC\n"
                               "  roles              -\n"));

  CHECK(relay.run({"logout"}).code == 1);
  CHECK(relay.session == "sluice_session_sure");
  relay.replies["DELETE /api/v1/session"] = {200, R"({"sentence":"you are signed out"})"};
  CHECK(relay.run({"logout"}).out == "you are signed out\n");
  CHECK(relay.session.empty());
  CHECK(told(relay.asked.back()) == "DELETE /api/v1/session");
}

TEST_CASE("a password is changed with the one so far or without", "[cli][people]") {
  ARelay relay;
  relay.files = {{"old", "secret"}, {"new", "correct horse battery\n"}};
  relay.replies["POST /api/v1/session/password"] = kDone;
  CHECK(relay.run({"password", "--new-password-file", "new"}).out == "done\n");
  CHECK(told(relay.asked.back()) ==
        R"(POST /api/v1/session/password {"password":"correct horse battery"})");
  CHECK(relay.asked.size() == 1);

  relay.replies["POST /api/v1/session/sure"] = session("sluice_session_sure");
  CHECK(relay.run({"password", "--password-file", "old", "--new-password-file", "new"}).out ==
        "done\n");
  REQUIRE(relay.asked.size() == 3);
  CHECK(told(relay.asked[1]) == R"(POST /api/v1/session/sure {"password":"secret"})");
  CHECK(relay.shown[2] == "sluice_session_sure");

  CHECK(relay.run({"password"}).err ==
        "sluice: nobody is there to type the password: say --new-password-file FILE\n");
  relay.typed = {"typed", "typed"};
  CHECK(relay.run({"password"}).code == 0);
  CHECK(told(relay.asked.back()) == R"(POST /api/v1/session/password {"password":"typed"})");
  relay.replies["POST /api/v1/session/sure"] = kWrong;
  CHECK(relay.run({"password", "--password-file", "old"}).err ==
        "sluice: name, password or code is wrong\n");
}

TEST_CASE("a second factor is shown and confirmed and taken away", "[cli][people]") {
  const std::string shown =
      "it counts when you have confirmed it ('sluice second-factor --confirm CODE')\n\n"
      "  seed  JBSW Y3DP\n"
      "  uri   otpauth://totp/x\n";
  ARelay relay;
  relay.replies["POST /api/v1/session/second-factor"] = {
      200, R"({"sentence":"it counts when you have confirmed it","seed":"JBSW Y3DP",)"
           R"("uri":"otpauth://totp/x"})"};
  relay.replies["POST /api/v1/session/second-factor/confirm"] = {
      200, R"({"sentence":"keep these","recovery_codes":["a-b","c-d"]})"};
  CHECK(relay.run({"second-factor"}).out == shown);
  CHECK(relay.asked.size() == 1);
  CHECK(relay.run({"second-factor", "--confirm", "123456"}).out == "keep these:\n\n  a-b\n  c-d\n");
  CHECK(told(relay.asked.back()) ==
        R"(POST /api/v1/session/second-factor/confirm {"code":"123456"})");

  relay.typed = {"654321"};
  CHECK(relay.run({"second-factor"}).out == "keep these:\n\n  a-b\n  c-d\n");
  CHECK(relay.prompts == std::vector{"line: " + shown + "\nThe first code: "});
  CHECK(told(relay.asked.back()) ==
        R"(POST /api/v1/session/second-factor/confirm {"code":"654321"})");

  CHECK(call_of({"second-factor", "--remove"}) == "DELETE /api/v1/session/second-factor");
  CHECK(call_of({"second-factor", "--codes"}) == "POST /api/v1/session/recovery-codes {}");
  CHECK(refusal({"second-factor", "--codes", "--remove"}) ==
        "one of --confirm, --codes and --remove at a time; 'sluice second-factor --help' says how "
        "it is written");
}
