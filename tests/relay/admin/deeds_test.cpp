#include "relay/admin/deeds.h"

#include "relay/catalog/halts.h"
#include "relay/json/write.h"
#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using relay::json::Value;
using relay::json::write;
using tests::AWaitingDesk;
using tests::json_of;

namespace {

std::string read(tests::ADesk& desk, const std::string& what) {
  return write(json_of(desk.get("/api/v1/feeds/clamav/" + what))[what]);
}

}  // namespace

TEST_CASE("halts are read with their evidence and what was decided", "[admin][deeds]") {
  AWaitingDesk desk;
  CHECK(read(desk, "halts") == "[]");
  desk.state.write([&](relay::db::Transaction& tx) {
    relay::catalog::halt(tx, tests::feed("clamav"), {2}, tests::group("pilot"),
                         {.at = desk.now, .reason = "silence 9 of 20"});
  });
  desk.turn();
  const std::string halt =
      R"([{"number":1,"version":"4","sequence":2,"group":"pilot","at":"2026-01-04T00:00:00Z",)"
      R"("evidence":"silence 9 of 20","acknowledged":)";
  CHECK(read(desk, "halts") == halt + "null}]");
  desk.said("acknowledge", R"({"groups":"all","version":"4","decision":"block","reason":"bad"})");
  CHECK(read(desk, "halts") ==
        halt + R"({"decision":"block","fixed_by":null,"person":"ann","reason":"bad",)"
               R"("at":"2026-01-04T00:00:00Z"}}])");
}

TEST_CASE("pauses are read newest first with their end", "[admin][deeds]") {
  AWaitingDesk desk;
  const std::string office = R"({"groups":["office"],"version":"4","reason":"x"})";
  desk.said("pause", office);
  desk.now += 1h;
  desk.said("resume", office);
  desk.said("pause", R"({"groups":["default"],"version":"4","reason":"y"})");
  CHECK(read(desk, "pauses") ==
        R"([{"version":"4","sequence":2,"group":"default","lifted":null,"person":"ann",)"
        R"("reason":"y","at":"2026-01-04T01:00:00Z"},{"version":"4","sequence":2,)"
        R"("group":"office","lifted":"2026-01-04T01:00:00Z","person":"ann",)"
        R"("reason":"x","at":"2026-01-04T00:00:00Z"}])");
}

TEST_CASE("bypasses are read with who granted them and what waits for review", "[admin][deeds]") {
  AWaitingDesk desk;
  desk.revision.document.bypass = {.normal = {{.role = "boss"}},
                                   .at_most = 24h,
                                   .break_glass_at_most = 4h,
                                   .review_within = 24h};
  desk.said("bypass", R"({"groups":"all","version":"4","skip":["approval"],"for":"2h",)"
                      R"("reason":"a worm"})");
  CHECK(read(desk, "bypasses") ==
        R"([{"number":1,"sentence":"bypass 1 of clamav 4 for all groups skips approval until )"
        R"json(2026-01-04 02:00 UTC; it waits for boss (0 of 1)","version":"4","sequence":2,)json"
        R"("groups":null,"skips":["approval"],"until":"2026-01-04T02:00:00Z",)"
        R"("break_glass":false,"devices":null,"grants":[],)"
        R"("waits_for":[{"role":"boss","have":0,"need":1}],"granted":null,"in_force":false,)"
        R"("over":false,"review_due":null,"overdue":false,"reviewed":null,)"
        R"("person":"ann","reason":"a worm","at":"2026-01-04T00:00:00Z"}])");

  desk.said("break-glass", R"({"groups":["office"],"version":"4","skip":["soak","gate"],)"
                           R"("for":"4h","reason":"a worm"})");
  const auto newest = [&desk] {
    return json_of(desk.get("/api/v1/feeds/clamav/bypasses"))["bypasses"].items().front();
  };
  CHECK(newest()["sentence"].text() ==
        "bypass 2 of clamav 4 for office skips soak,gate until 2026-01-04 04:00 UTC; it is in "
        "force; it must be reviewed until 2026-01-05 00:00 UTC");
  CHECK(write(newest()["groups"]) == R"(["office"])");
  CHECK(write(newest()["skips"]) == R"(["soak","gate"])");
  CHECK(newest()["break_glass"].truth());
  CHECK(newest()["in_force"].truth());
  CHECK(newest()["review_due"] == Value{desk.now + 24h});
  CHECK_FALSE(newest()["overdue"].truth());
  desk.now += 24h;
  CHECK(newest()["overdue"].truth());
  CHECK(newest()["over"].truth());
}

TEST_CASE("verdicts and risks are read with who said them", "[admin][deeds]") {
  AWaitingDesk desk;
  desk.office().checks = {{.name = "bench"}};
  desk.said("verdict", R"({"version":"4","check":"bench","yes":false,"reason":"run 7"})");
  desk.said("risk", R"({"groups":"all","version":"4","risk":"high","reason":"a driver"})");
  const auto answer = json_of(desk.get("/api/v1/feeds/clamav/judgements"));
  REQUIRE(answer["verdicts"].items().size() == 1);
  const Value& verdict = answer["verdicts"].items().front();
  CHECK(verdict["check"].text() == "bench");
  CHECK_FALSE(verdict["yes"].truth());
  CHECK(verdict["version"].text() == "4");
  CHECK_THAT(verdict["tree"].text(), Catch::StartsWith("sha256:"));
  CHECK(verdict["reason"].text() == "run 7");
  CHECK(write(answer["risks"]) ==
        R"([{"version":"4","sequence":2,"group":null,"risk":"high","person":"ann",)"
        R"("reason":"a driver","at":"2026-01-04T00:00:00Z"}])");
}

namespace {

std::string deeds(tests::ADesk& desk, const std::string& query) {
  return write(json_of(desk.get("/api/v1/deeds", query))["deeds"]);
}

std::string why_not(tests::ADesk& desk, const std::string& query) {
  return sentence_of(desk.get("/api/v1/deeds", query));
}

}  // namespace

TEST_CASE("whoever may look sees what people did to a release", "[admin][deeds]") {
  AWaitingDesk desk;
  desk.make("vic", {{.role = *relay::people::Role::parse("viewer")}});
  desk.said("hold", R"({"groups":["office"],"reason":"month end"})");
  const std::string held =
      R"("at":"2026-01-04T00:00:00Z","person":"ann","did":"hold","lifts":false,"feed":"clamav",)"
      R"("version":null,"sequence":null,"groups":["office"],"other":null,"reason":"month end",)"
      R"("role":null,"until":null,"in_force":)";
  const std::string rest = R"("yes":null,"bypass":null,"check":null,"says":null)";
  const auto answer = desk.get("/api/v1/deeds", "feed=clamav&version=4", "vic");
  CHECK_THAT(text_of(answer), Catch::Contains(held + R"(true,"ended":null,)" + rest));
  CHECK_THAT(text_of(answer), !Catch::Contains("127.0.0.1") && !Catch::Contains("session"));
  CHECK(desk.said("hold", R"({"groups":["office"],"reason":"over","lift":true})") ==
        "hold of clamav for office is lifted");
  desk.now += 1h;
  CHECK_THAT(deeds(desk, "did=hold"), Catch::Contains(held + "false,"));
}

TEST_CASE("a yes is told with its digests and what was told with it", "[admin][deeds]") {
  AWaitingDesk desk;
  desk.said("approve", R"({"groups":["office"],"version":"4","reason":"fine","ticket":"C-1"})");
  const auto yes = [&] { return json_of(desk.get("/api/v1/deeds", "did=approved"))["deeds"]; };
  REQUIRE(yes().items().size() == 1);
  const Value one = yes().items().front();
  CHECK(one["role"].text() == "release-manager");
  CHECK(one["reason"].text() == "fine");
  CHECK_THAT(one["yes"]["tree"].text(), Catch::StartsWith("sha256:"));
  CHECK_THAT(one["yes"]["stage"].text(), Catch::StartsWith("sha256:"));
  CHECK(one["yes"]["ticket"].text() == "C-1");
  CHECK(one["version"].text() == "4");
}

TEST_CASE("a yes is in force as long as it counts", "[admin][deeds]") {
  AWaitingDesk desk;
  desk.office().approve[0].people = 2;
  desk.revise();
  desk.said("approve", R"({"groups":["office"],"version":"4","reason":"fine"})");
  const auto counts = [&] {
    const auto answer = json_of(desk.get("/api/v1/deeds", "did=approved"));
    return answer["deeds"].items().front()["in_force"].truth();
  };
  CHECK(counts());
  SECTION("under these rules") {
    desk.office().approve[0].people = 3;
    desk.revise();
    CHECK_FALSE(counts());
    desk.office().approve[0].people = 2;
    desk.revise();
    CHECK(counts());
  }
  SECTION("of somebody who still may") {
    desk.state.write([](relay::db::Transaction& tx) {
      tx.run(
          "UPDATE role_grant SET lifted_at = at, lifted_by = 'machine'"
          " WHERE role = 'release-manager'");
    });
    CHECK_FALSE(counts());
  }
  SECTION("for what the group waits for") {
    const policy::Opening later{.release = desk.accept("5"),
                                .steps = {{policy::kEverybody, desk.now}}};
    desk.state.write([&](relay::db::Transaction& tx) {
      relay::catalog::open(tx, tests::feed("clamav"), tests::group("office"), later, 1,
                           desk.deed());
    });
    CHECK_FALSE(counts());
  }
  SECTION("until it ends") {
    desk.now += 24h * 365;
    CHECK_FALSE(counts());
  }
}

TEST_CASE("the fix of a release is found from both", "[admin][deeds]") {
  AWaitingDesk desk;
  desk.accept("5");
  desk.state.write([&](relay::db::Transaction& tx) {
    relay::catalog::halt(tx, tests::feed("clamav"), {2}, std::nullopt,
                         {.at = desk.now, .reason = "silence"});
  });
  desk.said("acknowledge", R"({"groups":"all","version":"4","decision":"block","fixed_by":"5",)"
                           R"("reason":"bad"})");
  const std::string fixed = R"("other":{"version":"5","sequence":3},"reason":"bad")";
  CHECK_THAT(deeds(desk, "feed=clamav&version=4"), Catch::Contains(fixed));
  CHECK_THAT(deeds(desk, "feed=clamav&version=5"), Catch::Contains(fixed));
  CHECK_THAT(deeds(desk, "feed=clamav&version=3"), !Catch::Contains(fixed));
}

TEST_CASE("deeds are asked for by what there is", "[admin][deeds]") {
  AWaitingDesk desk;
  CHECK(why_not(desk, "version=4") == "400: a version is of a feed: name it as well");
  CHECK(why_not(desk, "feed=clamav&version=9") == "404: feed 'clamav' has no release '9'");
  CHECK(desk.get("/api/v1/deeds", "feed=acme").status == 404);
  CHECK(desk.get("/api/v1/deeds", "group=attic").status == 404);
  CHECK(why_not(desk, "did=held") ==
        "400: 'did' is a kind of deed, such as approved, hold or bypass");
  CHECK(why_not(desk, "person=") == "400: 'person' is a text of 1 to 256 bytes");
  CHECK(deeds(desk, "person=nobody") == "[]");
}
