#include "tests/relay/app/cli/a_relay.h"

using tests::cli::call_of;
using tests::cli::refusal;

TEST_CASE("stop and its lifting are about the whole relay", "[cli]") {
  CHECK(call_of({"stop", "--reason", "phones ring"}) ==
        R"(POST /api/v1/stop {"reason":"phones ring"})");
  CHECK(call_of({"stop", "--lift", "--reason", "found it"}) ==
        R"(POST /api/v1/stop {"reason":"found it","lift":true})");
  CHECK(
      refusal({"stop"}) ==
      "the reason is missing: --reason TEXT goes into the audit; 'sluice stop --help' says how it "
      "is written");
  tests::cli::ARelay relay;
  relay.replies["POST /api/v1/stop"] = {200, R"({"sentence":"everything is stopped"})"};
  CHECK(relay.run({"stop", "--reason", "x"}).out == "everything is stopped\n");
}

TEST_CASE("a group is held in every feed by one command", "[cli]") {
  CHECK(call_of({"groups", "hold", "office", "--reason", "inventory"}) ==
        R"(POST /api/v1/groups/office/hold {"reason":"inventory"})");
  CHECK(call_of({"groups", "hold", "office", "--lift", "--reason", "done"}) ==
        R"(POST /api/v1/groups/office/hold {"reason":"done","lift":true})");
  CHECK(refusal({"groups", "hold", "Office", "--reason", "x"}) ==
        "'Office' is not the name of a group: 1 to 64 of a-z 0-9 - _ . beginning with a letter or "
        "digit");
}

TEST_CASE("the clock is confirmed with a reason", "[cli]") {
  CHECK(call_of({"confirm-clock", "--reason", "checked"}) ==
        R"(POST /api/v1/clock/confirm {"reason":"checked"})");
}

TEST_CASE("a halt is acknowledged by one of two decisions", "[cli]") {
  CHECK(call_of({"acknowledge", "clamav", "4", "--groups", "all", "--reason", "x", "--resume"}) ==
        R"(POST /api/v1/feeds/clamav/acknowledge {"groups":"all","reason":"x","version":"4",)"
        R"("decision":"resume"})");
  CHECK(call_of({"acknowledge", "clamav", "4", "--groups", "all", "--reason", "x", "--block",
                 "--fixed-by", "5"}) ==
        R"(POST /api/v1/feeds/clamav/acknowledge {"groups":"all","reason":"x","version":"4",)"
        R"("decision":"block","fixed_by":"5"})");
  const std::string one =
      "say one of --resume, the release goes on, or --block, it does not; 'sluice acknowledge "
      "--help' says how it is written";
  CHECK(refusal({"acknowledge", "clamav", "4", "--groups", "all", "--reason", "x"}) == one);
  CHECK(refusal({"acknowledge", "clamav", "4", "--block", "--resume"}) == one);
  CHECK(refusal({"acknowledge", "clamav", "4", "--resume", "--fixed-by", "5"}) ==
        "'--fixed-by' goes with --block; 'sluice acknowledge --help' says how it is written");
  CHECK(refusal({"acknowledge", "clamav", "4", "--block", "--fixed-by", "\a"}) ==
        "'\\u0007' cannot be a version: it is 1 to 256 printable characters");
}
