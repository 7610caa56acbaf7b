#include "tests/relay/app/cli/a_relay.h"

using tests::cli::call_of;
using tests::cli::refusal;

TEST_CASE("questions go out as GET with their parameters escaped", "[cli]") {
  CHECK(call_of({"status"}) == "GET /api/v1/status");
  CHECK(call_of({"health"}) == "GET /api/v1/health");
  CHECK(call_of({"explain", "--feed", "clamav", "--group", "office", "--device", "2001:db8::1"}) ==
        "GET /api/v1/explain?feed=clamav&group=office&device=2001%3Adb8%3A%3A1");
  CHECK(call_of({"explain", "--feed", "clamav"}) == "GET /api/v1/explain?feed=clamav");
  CHECK(call_of({"releases", "clamav"}) == "GET /api/v1/feeds/clamav/releases");
  CHECK(call_of({"releases", "clamav", "--after", "7"}) ==
        "GET /api/v1/feeds/clamav/releases?after=7");
  CHECK(call_of({"refused", "clamav"}) == "GET /api/v1/feeds/clamav/refused");
  CHECK(call_of({"halts", "clamav"}) == "GET /api/v1/feeds/clamav/halts");
  CHECK(call_of({"pauses", "clamav"}) == "GET /api/v1/feeds/clamav/pauses");
  CHECK(call_of({"bypasses", "clamav"}) == "GET /api/v1/feeds/clamav/bypasses");
  CHECK(call_of({"judgements", "clamav"}) == "GET /api/v1/feeds/clamav/judgements");
  CHECK(call_of({"audit"}) == "GET /api/v1/audit");
  CHECK(call_of({"audit", "--after", "1"}) == "GET /api/v1/audit?after=1");
}

TEST_CASE("explain needs its feed and names with their shape", "[cli]") {
  CHECK(refusal({"explain", "--group", "office"}) ==
        "the feed is missing: --feed FEED; 'sluice explain --help' says how it is written");
  CHECK(refusal({"explain", "--feed", "clamav", "--device", "My Laptop"}) ==
        "'My Laptop' is not the address of a device, such as 10.1.9.3, or its id");
  CHECK(refusal({"explain", "--feed", "clamav", "--group", "Office"}) ==
        "'Office' is not the name of a group: 1 to 64 of a-z 0-9 - _ . beginning with a letter or "
        "digit");
}

TEST_CASE("a list that is shown whole is asked for to its end", "[cli]") {
  tests::cli::ARelay relay;
  relay.replies = {
      {"GET /api/v1/feeds/clamav/refused",
       {200, R"({"feed":"clamav","refused":[{"at":"2026-01-04T02:00:00Z","part":"daily",)"
             R"("version":"3","reason":"x"}],"next":"a,b"})"}},
      {"GET /api/v1/feeds/clamav/refused?after=a%2Cb",
       {200, R"({"feed":"clamav","refused":[{"at":"2026-01-04T01:00:00Z","part":"daily",)"
             R"("version":"2","reason":"y"}],"next":"7"})"}},
      {"GET /api/v1/feeds/clamav/refused?after=7",
       {200, R"({"feed":"clamav","refused":[],"next":"7"})"}}};
  CHECK(relay.run({"refused", "clamav"}).out ==
        "WHEN                  PART   VERSION  WHY\n"
        "2026-01-04 02:00 UTC  daily  3        x\n"
        "2026-01-04 01:00 UTC  daily  2        y\n");
  CHECK(relay.asked.size() == 3);
  relay.replies.erase("GET /api/v1/feeds/clamav/refused?after=7");
  const auto ended = relay.run({"refused", "clamav"});
  CHECK(ended.code == 1);
  CHECK(ended.out.empty());
}
