#include "relay/admin/bypass_acts.h"

#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using tests::json_of;

namespace {

/// Everybody runs 3; 4 waits for office's approval. One boss grants bypasses.
struct ABypassDesk : tests::AWaitingDesk {
  ABypassDesk() {
    revision.document.bypass = {.normal = {{.role = "boss"}},
                                .at_most = 24h,
                                .break_glass_at_most = 4h,
                                .review_within = 24h};
  }
};

std::string body(const std::string& skip, const std::string& lasts, const std::string& more = "") {
  return R"({"groups":["office"],"version":"4","reason":"a worm","skip":)" + skip + R"(,"for":")" +
         lasts + "\"" + more + "}";
}
const std::string kApproval = R"(["approval"])";

}  // namespace

TEST_CASE("a bypass waits for the people that the policy names", "[admin][bypass]") {
  ABypassDesk desk;
  CHECK(desk.said("bypass", body(kApproval, "12h")) ==
        "bypass 1 of clamav 4 for office skips approval until 2026-01-04 12:00 UTC; it waits for "
        "boss (0 of 1)");
  CHECK(desk.served("office") == "3");
  CHECK(desk.said("grant", R"({"bypass":1,"reason":"x"})") ==
        "409: bypass 1 of clamav 4 was asked for by ann: somebody else grants it");
  CHECK(desk.said("review", R"({"bypass":1,"reason":"x"})") ==
        "409: bypass 1 of clamav 4 was asked for by ann: somebody else reviews it");
  CHECK(desk.said("grant", R"({"bypass":7,"reason":"x"})") == "404: feed 'clamav' has no bypass 7");
}

TEST_CASE("with nobody else a bypass is in force at once and reviewed by who asked",
          "[admin][bypass]") {
  ABypassDesk desk;
  desk.revision.single_person = true;
  CHECK(desk.said("bypass", body(R"(["soak","gate","approval"])", "1d")) ==
        "bypass 1 of clamav 4 for office skips soak,gate,approval until 2026-01-05 00:00 UTC; it "
        "is in force");
  CHECK(desk.served("office") == "4");
  CHECK(desk.said("review", R"({"bypass":1,"reason":"looked at the pilot"})") ==
        "reviewed bypass 1 of clamav 4");
}

TEST_CASE("break-glass is one person's and says when it must be reviewed", "[admin][bypass]") {
  ABypassDesk desk;
  CHECK(desk.said("break-glass", body(kApproval, "4h")) ==
        "bypass 1 of clamav 4 for office skips approval until 2026-01-04 04:00 UTC; it is in "
        "force, and must be reviewed until 2026-01-05 00:00 UTC");
  CHECK(desk.served("office") == "4");
  CHECK(desk.said("break-glass", body(kApproval, "5h")) ==
        "409: such a bypass lasts at most 4h, not 5h");
}

TEST_CASE("all that is wrong with a bypass is named at once", "[admin][bypass]") {
  ABypassDesk desk;
  CHECK(desk.said("bypass", body(R"(["soak","halt"])", "12", R"(,"now":true)")) ==
        "400: now: unknown; skip[1]: 'halt' is not a rule that can be skipped; those are "
        "soak,gate,train,checks,approval,window,ramp; "
        "for: expected a duration such as 90m, 12h or 3d, found '12'");
  CHECK(desk.said("bypass", body("[]", "0s")) ==
        "400: skip: expected at least one of soak,gate,train,checks,approval,window,ramp; "
        "for: expected a duration such as 90m, 12h or 3d, found '0s'");
  CHECK(desk.said("bypass", R"({"skip":"soak","for":12})") ==
        "400: reason: expected a text, found nothing; "
        "groups: expected a list of groups, or the text \"all\"; "
        "version: expected a text, found nothing; skip: expected a list, found a text; "
        "for: expected a text, found a number");
  for (const char* const number : {"0", "-1"}) {
    CHECK(desk.said("grant", std::string{R"({"bypass":)"} + number + R"(,"reason":"x"})") ==
          "400: bypass: expected the number of a bypass, from 1");
  }
  CHECK(desk.said("review", R"({"bypass":"1","reason":"x"})") ==
        "400: bypass: expected a number, found a text");
}

TEST_CASE("a fix goes first to the devices that took the bad release", "[admin][bypass]") {
  ABypassDesk desk;
  desk.revision.single_person = true;
  const std::string fix = body(kApproval, "12h", R"(,"of":"3")");
  CHECK(desk.said("fix-forward", fix) == "409: no device has taken 3");
  desk.took = {{7}, {4}, {7}};
  CHECK(
      desk.said("fix-forward", fix) ==
      "bypass 1 of clamav 4 for office skips approval until 2026-01-04 12:00 UTC; it is in force");
  CHECK(desk.given("office", {4}) == "4");
  CHECK(desk.given("office", {7}) == "4");
  CHECK(desk.given("office", {5}) == "3");

  CHECK(desk.said("fix-forward", body(kApproval, "12h")) ==
        "400: of: expected a text, found nothing");
  CHECK(desk.said("fix-forward", body(kApproval, "12h", R"(,"of":"9")")) ==
        "404: feed 'clamav' has no release '9'");
}

TEST_CASE("a relay that does not record what devices take sends no fix forward",
          "[admin][bypass]") {
  ABypassDesk desk;
  relay::admin::Parts parts{.state = desk.state,
                            .devices = desk.devices,
                            .people = desk.people,
                            .log = desk.log,
                            .telemetry = desk.telemetry,
                            .events = desk.events,
                            .revision = [&] { return desk.revision; },
                            .clock_suspect = [] { return std::nullopt; },
                            .turn = [] {},
                            .sync_now = [&](const policy::FeedId&) { return desk.synced; },
                            .confirm_clock =
                                [](const relay::catalog::Deed&) {
                                  return policy::Result<policy::Done, std::string>{policy::Done{}};
                                }};
  relay::http::Request request;
  request.body = body(kApproval, "12h", R"(,"of":"3")");
  const auto response = relay::admin::post_fix_forward(
      parts, {.request = request, .revision = desk.revision, .feed = tests::feed("clamav")});
  CHECK(response.status == 409);
  CHECK(json_of(response)["detail"].text() ==
        "which devices took a release is not recorded here, so none can get the fix of it first");
}
