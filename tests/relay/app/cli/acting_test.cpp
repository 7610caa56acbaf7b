#include "tests/relay/app/cli/a_relay.h"

using tests::cli::call_of;
using tests::cli::refusal;

TEST_CASE("an act is one POST of feed and version and groups and reason", "[cli]") {
  CHECK(call_of({"adopt", "clamav", "daily 27500, main 62", "--groups", "pilot,office", "--reason",
                 "a \"b\""}) ==
        R"(POST /api/v1/feeds/clamav/adopt {"groups":["pilot","office"],"reason":"a \"b\"",)"
        R"("version":"daily 27500, main 62"})");
  CHECK(call_of({"block", "clamav", "daily 1", "--groups", "all", "--reason", "x", "--lift"}) ==
        R"(POST /api/v1/feeds/clamav/block {"groups":"all","reason":"x","version":"daily 1",)"
        R"("lift":true})");
}

TEST_CASE("an act shows its sentence and how the groups stand", "[cli]") {
  tests::cli::ARelay relay;
  relay.replies["POST /api/v1/feeds/clamav/hold"] = {
      200, R"({"sentence": "held clamav for pilot", "feed": "clamav", "explanations": []})"};
  const auto ended = relay.run({"hold", "clamav", "--groups", "pilot", "--reason", "x"});
  CHECK(ended.code == 0);
  CHECK(ended.out == "held clamav for pilot\n\n");
  CHECK(ended.err.empty());
}

TEST_CASE("an approval shows what it is bound to", "[cli]") {
  tests::cli::ARelay relay;
  relay.replies["POST /api/v1/feeds/clamav/approve"] = {
      200, R"({"sentence": "approved 4 for office, default", "feed": "clamav", "explanations": [],
               "bound": [{"group": "office", "role": "release-manager", "tree": "sha256:aa",
                          "stage": "sha256:bb", "evidence": "pilot: 5 of 5 have survived"},
                         {"group": "default", "role": "release-manager", "tree": "sha256:aa",
                          "stage": "sha256:bb", "evidence": ""}]})"};
  const auto ended = relay.run({"approve", "clamav", "--groups", "all", "--reason", "x"});
  CHECK(ended.out ==
        "approved 4 for office, default\n"
        "  for 'office' as release-manager, bound to sha256:aa and the rules sha256:bb\n"
        "    pilot: 5 of 5 have survived\n"
        "  for 'default' as release-manager, bound to sha256:aa and the rules sha256:bb\n"
        "\n");
}

TEST_CASE("acts about one release need its version", "[cli]") {
  CHECK(call_of({"pause", "clamav", "4", "--groups", "office", "--reason", "x"}) ==
        R"(POST /api/v1/feeds/clamav/pause {"groups":["office"],"reason":"x","version":"4"})");
  CHECK(call_of({"resume", "clamav", "4", "--groups", "all", "--reason", "x"}) ==
        R"(POST /api/v1/feeds/clamav/resume {"groups":"all","reason":"x","version":"4"})");
  CHECK(call_of({"quarantine", "clamav", "4", "--reason", "x"}) ==
        R"(POST /api/v1/feeds/clamav/quarantine {"reason":"x","version":"4"})");
  CHECK(call_of({"trust", "clamav", "4", "--reason", "x"}) ==
        R"(POST /api/v1/feeds/clamav/trust {"reason":"x","version":"4"})");
  CHECK(refusal({"quarantine", "clamav"}) ==
        "the version is missing; 'sluice quarantine --help' says how it is written");
  CHECK(refusal({"trust", "clamav", "4", "--groups", "all"}) ==
        "'--groups' is not an option of 'trust'");
}

TEST_CASE("all groups are asked for by their own word", "[cli]") {
  CHECK(call_of({"hold", "clamav", "--groups", "all", "--reason", "x"}) ==
        R"(POST /api/v1/feeds/clamav/hold {"groups":"all","reason":"x"})");
  CHECK(refusal({"hold", "clamav", "--reason", "x"}) ==
        "the groups are missing: --groups A,B or --groups all; 'sluice hold --help' says how it is "
        "written");
  const std::string empty =
      "'' is not the name of a group: 1 to 64 of a-z 0-9 - _ . beginning with a letter or digit";
  CHECK(refusal({"hold", "clamav", "--groups", ",", "--reason", "x"}) == empty);
  CHECK(refusal({"hold", "clamav", "--groups", "pilot,", "--reason", "x"}) == empty);
}

TEST_CASE("an act without its reason is misused", "[cli]") {
  const std::string said =
      "the reason is missing: --reason TEXT goes into the audit; 'sluice hold --help' says how it "
      "is written";
  CHECK(refusal({"hold", "clamav", "--groups", "all"}) == said);
  CHECK(refusal({"hold", "clamav", "--groups", "all", "--reason", " \t"}) == said);
}

TEST_CASE("what stands behind two dashes is no option", "[cli]") {
  CHECK(call_of({"block", "--groups", "all", "--reason", "x", "--", "clamav", "--json"}) ==
        R"(POST /api/v1/feeds/clamav/block {"groups":"all","reason":"x","version":"--json"})");
}

TEST_CASE("a pin is lifted without its version and a block is not", "[cli]") {
  CHECK(call_of({"pin", "clamav", "--groups", "all", "--reason", "x", "--lift"}) ==
        R"(POST /api/v1/feeds/clamav/pin {"groups":"all","reason":"x","lift":true})");
  CHECK(refusal({"pin", "clamav", "--groups", "all", "--reason", "x"}) ==
        "the version is missing; 'sluice pin --help' says how it is written");
  CHECK(refusal({"block", "clamav", "--groups", "all", "--reason", "x", "--lift"}) ==
        "the version is missing; 'sluice block --help' says how it is written");
  CHECK(call_of({"floor", "clamav", "4", "--groups", "all", "--reason", "x"}) ==
        R"(POST /api/v1/feeds/clamav/floor {"groups":"all","reason":"x","version":"4"})");
  CHECK(refusal({"floor", "clamav", "--groups", "all", "--reason", "x"}) ==
        "the version is missing; 'sluice floor --help' says how it is written");
  CHECK(refusal({"block", "clamav", "a\nb", "--groups", "all", "--reason", "x"}) ==
        "'a\\u000ab' cannot be a version: it is 1 to 256 printable characters");
}
