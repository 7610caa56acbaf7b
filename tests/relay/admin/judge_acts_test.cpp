#include "relay/admin/judge_acts.h"

#include "tests/relay/admin/a_desk.h"

using tests::AWaitingDesk;

TEST_CASE("a check says yes or no to a version", "[admin][acts]") {
  AWaitingDesk desk;
  desk.office().checks = {{.name = "bench"}};
  CHECK_THAT(desk.why("office"), Catch::Contains("bench"));
  CHECK(desk.said("verdict", R"({"version":"4","check":"bench","yes":true,"reason":"run 7"})") ==
        "check 'bench' says yes to 4");
  CHECK_THAT(desk.why("office"), !Catch::Contains("bench"));
  CHECK(desk.said("verdict", R"({"version":"4","check":"bench","yes":false,"reason":"run 8"})") ==
        "check 'bench' says no to 4");
  CHECK_THAT(desk.why("office"), Catch::Contains("bench"));
  CHECK(desk.said("verdict", R"({"version":"4","check":"lint","yes":true,"reason":"x"})") ==
        "404: no stage asks for a check 'lint'; those asked for: bench");
  CHECK(desk.said("verdict", R"({"version":"4","check":"","yes":"no","groups":"all"})") ==
        "400: groups: unknown; reason: expected a text, found nothing; "
        "check: expected the name of a check, of 1 to 64 bytes; "
        "yes: expected true or false, found a text");
}

TEST_CASE("people say how much there is to lose", "[admin][acts]") {
  AWaitingDesk desk;
  CHECK(desk.said("risk", R"({"groups":["office"],"version":"4","risk":"high","reason":"x"})") ==
        "4 is of high risk for office");
  CHECK(desk.said("risk", R"({"groups":["office"],"version":"4","risk":"low","reason":"x"})") ==
        "4 is of low risk for office");
  CHECK(desk.said("risk", R"({"groups":"all","version":"4","risk":"some","reason":"x"})") ==
        "400: risk: expected \"high\" or \"low\"");
}

TEST_CASE("a release is quarantined everywhere and trusted again", "[admin][acts]") {
  AWaitingDesk desk;
  CHECK(desk.said("trust", R"({"version":"4","reason":"x"})") == "409: 4 is trusted already");
  CHECK(desk.said("quarantine", R"({"version":"4","reason":"odd bytes"})") ==
        "4 is quarantined: it is withdrawn everywhere");
  CHECK(desk.served("pilot") == "3");
  CHECK(desk.said("quarantine", R"({"version":"4","reason":"x"})") ==
        "409: 4 is quarantined already: odd bytes");
  CHECK(desk.said("trust", R"({"version":"4","reason":"they are right"})") == "4 is trusted again");
  CHECK(desk.served("pilot") == "4");
  CHECK(desk.said("quarantine", R"({"version":"4","groups":["pilot"],"reason":"x"})") ==
        "400: groups: unknown");
}

TEST_CASE("a floor is put by a version and lifted without one", "[admin][acts]") {
  AWaitingDesk desk;
  CHECK(desk.said("floor", R"({"groups":["office"],"version":"4","reason":"x"})") ==
        "floor of clamav 4 for office is in force");
  CHECK(desk.said("floor", R"({"groups":["office"],"reason":"x"})") ==
        "400: version: expected a text, found nothing");
  CHECK(desk.said("floor", R"({"groups":["office"],"reason":"x","lift":true})") ==
        "floor of clamav for office is lifted");
}
