#include "tests/relay/app/cli/a_relay.h"

using tests::cli::Arguments;
using tests::cli::call_of;
using tests::cli::refusal;

namespace {

Arguments with(Arguments arguments, const Arguments& more) {
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}
const Arguments kBypass{"bypass", "clamav", "4", "--groups", "office", "--reason", "a worm"};

}  // namespace

TEST_CASE("a bypass names the rules that it skips and for how long", "[cli]") {
  const std::string body =
      R"( {"groups":["office"],"reason":"a worm","version":"4","skip":["soak","window"],)"
      R"("for":"12h"})";
  CHECK(call_of(with(kBypass, {"--skip", "soak,window", "--for", "12h"})) ==
        "POST /api/v1/feeds/clamav/bypass" + body);
  Arguments glass = kBypass;
  glass[0] = "break-glass";
  CHECK(call_of(with(glass, {"--skip", "soak,window", "--for", "12h"})) ==
        "POST /api/v1/feeds/clamav/break-glass" + body);
}

TEST_CASE("a bypass without its rules or its end is misused", "[cli]") {
  const std::string help = "; 'sluice bypass --help' says how it is written";
  CHECK(refusal(kBypass) == "the rules to skip are missing: --skip soak,window" + help);
  CHECK(refusal(with(kBypass, {"--skip", "soak"})) == "how long is missing: --for 12h" + help);
  const std::string known =
      " are not rules that can be skipped; those are soak,gate,train,checks,approval,window,ramp";
  CHECK(refusal(with(kBypass, {"--skip", "soak,halt"})) == "'soak,halt'" + known);
  CHECK(refusal(with(kBypass, {"--skip", ","})) == "','" + known);
  CHECK(refusal(with(kBypass, {"--skip", "soak", "--for", "12"})) ==
        "'12' is not a duration such as 90m, 12h or 3d");
  CHECK(refusal(with(kBypass, {"--skip", "soak", "--for", "0s"})) ==
        "'0s' is not a duration such as 90m, 12h or 3d");
}

TEST_CASE("a fix names the release whose devices get it first", "[cli]") {
  Arguments fix = kBypass;
  fix[0] = "fix-forward";
  CHECK(call_of(with(fix, {"--skip", "soak", "--for", "1d", "--of", "3"})) ==
        R"(POST /api/v1/feeds/clamav/fix-forward {"groups":["office"],"reason":"a worm",)"
        R"("version":"4","skip":["soak"],"for":"1d","of":"3"})");
  CHECK(refusal(with(fix, {"--skip", "soak", "--for", "1d"})) ==
        "the bad version is missing: --of VERSION; 'sluice fix-forward --help' says how it is "
        "written");
}

TEST_CASE("a bypass is granted and reviewed by its number", "[cli]") {
  CHECK(call_of({"grant", "clamav", "1", "--reason", "x"}) ==
        R"(POST /api/v1/feeds/clamav/grant {"reason":"x","bypass":1})");
  CHECK(call_of({"review", "clamav", "12", "--reason", "x"}) ==
        R"(POST /api/v1/feeds/clamav/review {"reason":"x","bypass":12})");
  for (const char* const number : {"0", "-", "1x", "99999999999999999999"}) {
    CHECK(refusal({"review", "clamav", number, "--reason", "x"}) ==
          "'" + std::string{number} +
              "' is not the number of a bypass; 'sluice bypasses FEED' shows them");
  }
  CHECK(refusal({"grant", "clamav"}) ==
        "the number is missing; 'sluice grant --help' says how it is written");
}
