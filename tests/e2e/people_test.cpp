#include <catch2/catch.hpp>

#include "relay/json/read.h"
#include "tests/e2e/a_real_program.h"

using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using tests::Background;
using tests::Ran;

namespace {

namespace fs = std::filesystem;

constexpr const char* kNobody = "sluice: nobody is signed in; 'sluice login NAME'\n";

struct APeopledRelay : tests::ARealProgram {
  APeopledRelay() : ARealProgram{tests::kOfficeAtOnce} {
    publish({{"a.txt", "a"}});
    tests::write_file(folder / "first", "a password for bob alone\n");
    tests::write_file(folder / "own", "what bob has chosen himself\n");
    tests::write_file(folder / "wrong", "not the password of anybody\n");
  }
  std::string at(const std::string& name) const { return (folder / name).string(); }
  /// What is said, of a command that ends like this.
  std::string says(int code, const std::string& who, const std::vector<std::string>& words,
                   const std::map<std::string, std::string>& environment = {}) const {
    const Ran ran = sluice_as(who, words, environment);
    INFO(ran.output);
    CHECK(ran.exit_code == code);
    return ran.output;
  }
};

}  // namespace

TEST_CASE("people sign in and do what their roles let them and nothing else", "[e2e][people]") {
  const APeopledRelay a;
  Background relay{a.words({"run"})};
  REQUIRE(a.get("/healthz").output == "ok\n");
  CHECK(a.says(1, "ann", {"status"}) == kNobody);
  CHECK(fs::exists(a.data() / "setup.token"));
  tests::write_file(a.folder / "password", tests::kPassword);
  CHECK_THAT(a.says(0, "ann", {"setup", "ann", "--password-file", a.at("password")}),
             StartsWith("signed in as 'ann' until "));
  CHECK_FALSE(fs::exists(a.data() / "setup.token"));
  CHECK_THAT(a.says(1, "bob", {"setup", "bob", "--password-file", a.at("first")}),
             Contains("setup.token: cannot be read"));
  const std::string health = a.says(0, "ann", {"health"});
  CHECK_THAT(health, Contains(" are free; downloads leave ") && Contains("  this relay\n"));
  CHECK(a.says(0, "ann", {"calendars"}) == "the policy has no calendar\n");

  CHECK(a.says(1, "bob", {"login", "bob", "--password-file", a.at("first")}) ==
        "sluice: name, password or code is wrong\n");
  CHECK_THAT(a.says(0, "ann",
                    {"people", "add", "bob", "--role", "viewer", "--role", "operator@acme",
                     "--password-file", a.at("first"), "--reason", "hired"}),
             StartsWith("'bob' has an account"));
  CHECK(a.says(1, "bob", {"login", "bob", "--password-file", a.at("wrong")}) ==
        "sluice: name, password or code is wrong\n");
  CHECK_THAT(a.says(0, "bob", {"login", "bob", "--password-file", a.at("first")}),
             Contains("\nsomebody else has chosen your password: choose another one with 'sluice "
                      "password'\n"));
  CHECK_THAT(a.says(1, "bob", {"status"}), Contains("'sluice password'"));
  CHECK_THAT(a.says(0, "bob", {"password", "--new-password-file", a.at("own")}),
             StartsWith("your password is another one now"));

  CHECK_THAT(a.says(0, "bob", {"whoami"}),
             Contains("  roles              viewer, operator for acme\n"));
  CHECK_THAT(a.says(0, "bob", {"status"}), Contains("acme"));
  CHECK(a.says(1, "bob", {"people"}) ==
        "sluice: this needs one of the roles 'administrator', 'auditor', which you do not have\n");
  CHECK_THAT(a.says(0, "bob", {"hold", "acme", "--groups", "all", "--reason", "inventory"}),
             StartsWith("hold of acme for all groups is in force\n"));
  CHECK_THAT(a.says(0, "ann", {"audit"}), Contains("bob") && Contains("inventory"));
  CHECK_THAT(a.says(0, "ann", {"people", "disable", "bob", "--reason", "left"}),
             Contains("'bob' is disabled"));
  CHECK(a.says(1, "bob", {"status"}) == kNobody);
  CHECK_FALSE(fs::exists(a.folder / "bob"));
}

TEST_CASE("a token for programs does what it is good for until it is revoked", "[e2e][people]") {
  const APeopledRelay a;
  Background relay{a.words({"run"})};
  REQUIRE(a.get("/healthz").output == "ok\n");
  const Ran made = a.sluice({"tokens", "make", "ci", "--scopes", "look,operate", "--days", "2",
                             "--reason", "the build", "--json"});
  const auto answer = relay::json::read(made.output);
  REQUIRE(answer);
  const std::string token = (*answer)["token"].text();
  REQUIRE_THAT(token, StartsWith("sluice_api_"));
  tests::write_file(a.folder / "token", token + "\n");
  const std::map<std::string, std::string> program{{"SLUICE_TOKEN_FILE", a.at("token")}};

  CHECK_THAT(a.says(0, "ci", {"whoami"}, program), StartsWith("ann, by a token for programs"));
  CHECK_THAT(a.says(0, "ci", {"status"}, program), Contains("acme"));
  CHECK_THAT(a.says(1, "ci", {"people"}, program), StartsWith("sluice: "));
  CHECK_THAT(a.sluice({"tokens"}).output, Contains("ci    look, operate  "));
  CHECK(a.sluice({"tokens", "revoke", std::to_string((*answer)["number"].number())}).exit_code ==
        0);
  CHECK_THAT(a.says(1, "ci", {"status"}, program), StartsWith("sluice: "));
  CHECK(fs::exists(a.folder / "token"));

  CHECK(a.sluice({"logout"}).output == "you are signed out\n");
  CHECK(a.sluice({"whoami"}).output == kNobody);
  CHECK_THAT(a.says(0, "session", {"login", "ann", "--password-file", a.at("password")}),
             StartsWith("signed in as 'ann' until "));
  const std::string trace = a.sluice({"audit", "--json"}).output;
  CHECK(trace.find(token) == std::string::npos);
  CHECK(trace.find(tests::read_file(a.folder / "session").substr(0, 40)) == std::string::npos);
}
