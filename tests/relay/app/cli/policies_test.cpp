#include "tests/relay/app/cli/a_relay.h"

using Catch::Matchers::Contains;
using tests::cli::ARelay;
using tests::cli::call_of;
using tests::cli::refusal;

namespace {

constexpr const char* kCheck = "POST /api/v1/policy/check";
constexpr const char* kApply = "POST /api/v1/policy/apply";

/// The file `new` checks, and was compared with revision 3, whose digest is sha256:33.
struct APolicy : ARelay {
  APolicy() {
    files["new"] = "feeds: {}\n";
    replies[kCheck] = {200, R"({"good": true, "base": {"number": 3, "digest": "sha256:33"},
      "problems": [], "differences": [], "weaker": [], "effects": [],
      "until": "2026-04-01T00:00:00Z"})"};
    replies[kApply] = {200, R"({"sentence": "revision 4 is in force", "revision": 4,
      "check": {"good": true, "base": {"number": 3}, "problems": [], "differences": [],
                "weaker": [], "effects": [], "until": "2026-04-01T00:00:00Z"}})"};
  }
};

}  // namespace

TEST_CASE("questions about the policy go out as GET", "[cli][policy]") {
  CHECK(call_of({"policy", "show"}) == "GET /api/v1/policy/revision");
  CHECK(call_of({"policy", "show", "--revision", "3"}) == "GET /api/v1/policy/revision?number=3");
  CHECK(call_of({"policy", "revisions"}) == "GET /api/v1/policy/revisions");
  CHECK(call_of({"policy", "revisions", "--after", "9"}) == "GET /api/v1/policy/revisions?after=9");
  CHECK(call_of({"policy", "diff"}) == "GET /api/v1/policy/differences");
  CHECK(call_of({"policy", "diff", "--revision", "2"}) == "GET /api/v1/policy/differences?from=2");
  CHECK(call_of({"policy", "diff", "--revision", "2", "--with", "4"}) ==
        "GET /api/v1/policy/differences?from=2&to=4");
  CHECK(call_of({"policy", "proposal"}) == "GET /api/v1/policy/proposal");
  CHECK(call_of({"forecast", "--feed", "clamav", "--group", "office", "--days", "7"}) ==
        "GET /api/v1/forecast?feed=clamav&group=office&days=7");
  CHECK(call_of({"advise"}) == "GET /api/v1/advice");
  CHECK(call_of({"advise", "--devices", "5", "--fault", "5%"}) ==
        "GET /api/v1/advice?devices=5&fault=5%25");
}

TEST_CASE("a second person's yes names the proposal and the reason", "[cli][policy]") {
  CHECK(call_of({"policy", "approve", "7", "--reason", "I looked"}) ==
        R"(POST /api/v1/policy/approve {"proposal":7,"reason":"I looked"})");
  CHECK(refusal({"policy", "approve", "7"}) ==
        "the reason is missing: --reason TEXT goes into the audit; 'sluice policy approve --help' "
        "says how it is written");
  CHECK(refusal({"policy", "approve", "all", "--reason", "x"}) ==
        "'all' is not the number of a proposal: whole, from 1");
}

TEST_CASE("commands about the policy are misused with a sentence", "[cli][policy]") {
  CHECK_THAT(refusal({"policy"}), Contains("'policy' needs one more word: show, revisions, diff"));
  CHECK(refusal({"policy", "show", "--revision", "0"}) ==
        "'0' is not the number of a revision: whole, from 1");
  CHECK(
      refusal({"policy", "diff", "new", "--revision", "2"}) ==
      "a file is compared with what is in force alone; 'sluice policy diff --help' says how it is "
      "written");
  CHECK(refusal({"policy", "diff", "--with", "2"}) ==
        "--with needs --revision; 'sluice policy diff --help' says how it is written");
  CHECK_THAT(refusal({"policy", "apply", "new"}), Contains("the reason is missing"));
  CHECK(refusal({"policy", "apply", "new", "--reason", "x"}) ==
        "which revision was the file made from? Add --base NUMBER: 'sluice policy revisions' says "
        "which is in force, 'sluice policy diff FILE' what the file would change in it");
  CHECK(refusal({"policy", "apply", "new", "--reason", "x", "--base", "the last"}) ==
        "'the last' is not the number of a revision: whole, from 1");
  CHECK(refusal({"policy", "approve", "", "--reason", "x"}) ==
        "'' is not the number of a proposal: whole, from 1");
  CHECK_THAT(refusal({"policy", "check"}), Contains("file is missing"));
  CHECK(refusal({"advise", "--fault", "5"}) == "'5' is not a share of devices, such as 5% or 0.1%");
  CHECK(call_of({"calendars", "--days", "7"}) == "GET /api/v1/calendars?days=7");
  CHECK(refusal({"calendars", "--days", "0"}) == "'0' is not a number of days: whole, from 1");
  CHECK(refusal({"forecast", "--days", "-1"}) == "'-1' is not a number of days: whole, from 1");
}

TEST_CASE("a file is checked as it is", "[cli][policy]") {
  APolicy relay;
  const auto ended = relay.run({"policy", "check", "new"});
  CHECK(ended.code == 0);
  REQUIRE(relay.asked.size() == 1);
  CHECK(relay.asked[0].body == R"({"text":"feeds: {}\n"})");
  CHECK(relay.run({"policy", "diff", "new"}).out == "it says the same as revision 3\n");
}

TEST_CASE("a file that cannot be read or is not text is not sent", "[cli][policy]") {
  APolicy relay;
  const auto gone = relay.run({"policy", "check", "gone"});
  CHECK(gone.code == 1);
  CHECK(gone.err == "sluice: gone: cannot be read\n");
  relay.files["latin"] = "# caf\xe9\n";
  CHECK(relay.run({"policy", "apply", "latin", "--reason", "x", "--base", "3"}).err ==
        "sluice: latin: is not in UTF-8\n");
  CHECK(relay.asked.empty());
}

TEST_CASE("a text is applied to the revision that it was made from", "[cli][policy]") {
  APolicy relay;
  relay.replies["GET /api/v1/policy/revision?number=3"] = {200, R"({"digest": "sha256:33"})"};
  const auto ended = relay.run({"policy", "apply", "new", "--reason", "as agreed", "--base", "3"});
  CHECK(ended.code == 0);
  CHECK_THAT(ended.out, Catch::StartsWith("revision 4 is in force\n"));
  REQUIRE(relay.asked.size() == 3);
  CHECK(relay.asked[2].body == R"({"text":"feeds: {}\n","reason":"as agreed","base":"sha256:33"})");
}

TEST_CASE("a text that was made from another revision says so", "[cli][policy]") {
  APolicy relay;
  relay.replies["GET /api/v1/policy/revision?number=2"] = {200, R"({"digest": "sha256:22"})"};
  relay.replies[kApply] = {409, R"({"detail": "the text was made from another revision"})"};
  const auto ended = relay.run({"policy", "apply", "new", "--reason", "x", "--base", "2"});
  CHECK(ended.code == 1);
  CHECK(ended.err == "sluice: the text was made from another revision\n");
  CHECK_THAT(relay.asked.back().body, Contains(R"("base":"sha256:22")"));
  const auto unknown = relay.run({"policy", "apply", "new", "--reason", "x", "--base", "9"});
  CHECK(unknown.code == 1);
  CHECK(relay.asked.back().method == "GET");
}

TEST_CASE("a text with an error is shown with it and never applied", "[cli][policy]") {
  APolicy relay;
  relay.replies[kCheck] = {200, R"({"good": false, "base": {"number": 3}, "problems": [
    {"severity": "error", "line": 1, "column": 1, "sentence": "no", "shown": "p:1:1: no\n"}]})"};
  const auto ended = relay.run({"policy", "apply", "new", "--reason", "x", "--base", "3"});
  CHECK(ended.code == 1);
  CHECK(ended.out == "p:1:1: no\nthe text does not check, so nothing can come of it\n");
  CHECK(relay.asked.size() == 1);
  CHECK(relay.run({"policy", "check", "new"}).code == 1);
  CHECK_THAT(relay.run({"policy", "check", "new", "--json"}).out, Contains("\"good\": false"));
}

TEST_CASE("a policy's text is printed byte for byte but for what a terminal obeys",
          "[cli][policy][hostile]") {
  ARelay relay;
  const std::string show = "GET /api/v1/policy/revision";
  relay.replies[show] = {200, R"({"text": "feeds:\r\n\t{}\n# no end"})"};
  CHECK(relay.run({"policy", "show"}).out == "feeds:\r\n\t{}\n# no end");
  relay.replies[show] = {200, R"({"text": "# \u001b[2J\n# a\rb \u202e\n"})"};
  CHECK(relay.run({"policy", "show"}).out == "# \\u001b[2J\n# a\\u000db \\u202e\n");
}
