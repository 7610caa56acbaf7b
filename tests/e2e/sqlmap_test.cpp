#include <catch2/catch.hpp>

#include "tests/e2e/a_real_program.h"

using tests::Background;
using tests::Ran;

namespace {

struct Injectable {
  const char* path;  ///< A star stands where something is tried, but for query and body.
  const char* body;  ///< Empty: it is asked for by GET.
};

/// Everywhere a text of a caller comes near the database: paths, queries, bodies, signing in.
constexpr Injectable kInjectable[]{
    {"explain?feed=acme&group=default", ""},
    {"audit?before=9", ""},
    {"devices?after=a&group=office", ""},
    {"proposals?open=yes&before=9", ""},
    {"people/ann*", ""},
    {"feeds/acme*/releases", ""},
    {"feeds/acme/bound?version=1&groups=office", ""},
    {"session", R"({"name":"ann*","password":"x"})"},
    {"feeds/acme/hold", R"({"groups":["office*"],"reason":"x*"})"},
    {"devices/move", R"({"device":"d-1*","group":"office*","reason":"x"})"},
    {"people", R"({"name":"bob*","password":"a password that is long","roles":[],"reason":"x*"})"},
};

}  // namespace

TEST_CASE("sqlmap finds no way into the database through the API", "[e2e][security]") {
  if (!tests::has_program("sqlmap")) {
    WARN("SKIPPED: sqlmap is not installed, so NOBODY has tried to inject SQL");
    return;
  }
  const tests::ARealProgram program{tests::kOfficeAtOnce};
  program.publish({{"a.txt", "a"}});
  Background relay{program.words({"run"})};
  REQUIRE(program.get("/healthz").output == "ok\n");
  REQUIRE(program.sluice({"sync", "acme"}).exit_code == 0);
  std::string token = tests::read_file(program.folder / "session");
  token.erase(token.find_last_not_of("\r\n") + 1);

  for (const Injectable& target : kInjectable) {
    CAPTURE(target.path);
    std::vector<std::string> words{
        "sqlmap",
        "--batch",
        "--disable-coloring",
        "--flush-session",
        "--technique=BEU",
        "--dbms=sqlite",
        "--ignore-code=*",
        "--output-dir",
        (program.folder / "sqlmap").string(),
        "--headers",
        "Authorization: Bearer " + token + "\nContent-Type: application/json",
        "-u",
        "https://127.0.0.1:" + std::to_string(program.admin_port) + "/api/v1/" + target.path};
    if (*target.body != '\0') words.insert(words.end(), {"--data", target.body});
    const Ran ran = tests::run_program(words, {}, std::chrono::seconds{120});
    CAPTURE(ran.output);
    CHECK(ran.exit_code == 0);
    CHECK_THAT(ran.output, Catch::Contains("all tested parameters do not appear to be injectable"));
    CHECK_THAT(ran.output, !Catch::Contains("is vulnerable"));
  }
  CHECK(program.sluice({"audit", "verify"}).exit_code == 0);
}
