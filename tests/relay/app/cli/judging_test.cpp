#include "tests/relay/app/cli/a_relay.h"

using tests::cli::call_of;
using tests::cli::refusal;

TEST_CASE("a check says yes or no to a version", "[cli]") {
  CHECK(call_of({"verdict", "clamav", "4", "bench", "yes", "--reason", "run 7"}) ==
        R"(POST /api/v1/feeds/clamav/verdict {"reason":"run 7","version":"4","check":"bench",)"
        R"("yes":true})");
  CHECK(call_of({"verdict", "clamav", "4", "bench", "no", "--reason", "run 8"}) ==
        R"(POST /api/v1/feeds/clamav/verdict {"reason":"run 8","version":"4","check":"bench",)"
        R"("yes":false})");
  CHECK(refusal({"verdict", "clamav", "4", "bench", "maybe", "--reason", "x"}) ==
        "a check says yes or no, not 'maybe'; 'sluice verdict --help' says how it is written");
  CHECK(refusal({"verdict", "clamav", "4", "bench", "--reason", "x"}) ==
        "yes|no is missing; 'sluice verdict --help' says how it is written");
}

TEST_CASE("a risk is high or low for groups", "[cli]") {
  CHECK(call_of({"risk", "clamav", "4", "high", "--groups", "all", "--reason", "x"}) ==
        R"(POST /api/v1/feeds/clamav/risk {"groups":"all","reason":"x","version":"4",)"
        R"("risk":"high"})");
  CHECK(refusal({"risk", "clamav", "4", "some", "--groups", "all", "--reason", "x"}) ==
        "a risk is high or low, not 'some'; 'sluice risk --help' says how it is written");
}
