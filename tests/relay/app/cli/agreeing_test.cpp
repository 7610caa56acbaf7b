#include "relay/app/cli/agreeing.h"

#include "tests/relay/app/cli/a_relay.h"

using tests::cli::ARelay;
using tests::cli::refusal;
using tests::cli::told;

namespace {

constexpr const char* kProposal =
    R"({"number":7,"kind":"roles","subject":"eve","role":"administrator","people":1,)"
    R"("digest":"sha256:ab","until":"2026-12-06T00:00:00Z","by":"ann","why":"joins us",)"
    R"("at":"2026-11-29T00:00:00Z","open":true,"end":null,"may":true,"why_not":null,)"
    R"("votes":[{"by":"cid","why":"fine","at":"2026-11-29T01:00:00Z","counts":false}],)"
    R"("body":{"give":[],"lift":[],"sentence":"'eve' has 'viewer' everywhere"}})";

constexpr const char* kShown =
    "proposal 7: roles of eve (sha256:ab)\n"
    "  asked by   ann: joins us\n"
    "  then       'eve' has 'viewer' everywhere\n"
    "  waits for  1 besides, in the role administrator\n"
    "  yes of     cid: fine (does not count: he no longer has the role)\n"
    "  state      open until 2026-12-06 00:00 UTC\n";

constexpr const char* kBound =
    R"({"feed":"clamav","digest":"sha256:cd","bound":[{"group":"office","release":2,)"
    R"("role":"release-manager","tree":"sha256:t","stage":"sha256:s","evidence":"pilot: fine"}]})";

constexpr const char* kBoundShown =
    "clamav (sha256:cd)\n"
    "  office, in the role release-manager\n"
    "    release   2, sha256:t\n"
    "    rules     sha256:s\n"
    "    evidence  pilot: fine\n";

ARelay a_relay() {
  ARelay relay;
  relay.replies["GET /api/v1/proposals/7"] = {200, kProposal};
  relay.replies["POST /api/v1/proposals/7/vote"] = {200, R"({"sentence":"done","proposal":7})"};
  relay.replies["GET /api/v1/feeds/clamav/bound?groups=office"] = {200, kBound};
  relay.replies["POST /api/v1/feeds/clamav/approve"] = {
      200, R"({"sentence":"approved 4 for office","feed":"clamav","explanations":[],"bound":[]})"};
  return relay;
}

}  // namespace

TEST_CASE("a vote is a yes to what was shown and asked for", "[cli][proposal]") {
  ARelay relay = a_relay();
  relay.typed = {"y"};
  const auto done = relay.run({"vote", "7", "--reason", "looked"});
  CHECK(done.out == "done\n");
  CHECK(relay.prompts == std::vector<std::string>{"line: " + std::string{kShown} +
                                                  "Say yes to exactly this? [y/N] "});
  CHECK(told(relay.asked.at(1)) ==
        R"(POST /api/v1/proposals/7/vote {"digest":"sha256:ab","reason":"looked"})");
}

TEST_CASE("anything but yes leaves it alone", "[cli][proposal]") {
  for (const char* const typed : {"n", "", "Y?", "yes please"}) {
    ARelay relay = a_relay();
    relay.typed = {typed};
    const auto done = relay.run({"vote", "7", "--reason", "looked"});
    CHECK(done.code == 1);
    CHECK(done.err == "sluice: nothing was done\n");
    CHECK(relay.asked.size() == 1);
  }
}

TEST_CASE("a script votes for what is shown at that moment", "[cli][proposal]") {
  ARelay relay = a_relay();
  CHECK(relay.run({"vote", "7", "--reason", "looked"}).out == "done\n");
  CHECK(relay.prompts.empty());
}

TEST_CASE("who may not vote is told before he is asked", "[cli][proposal]") {
  ARelay relay = a_relay();
  std::string mine = kProposal;
  mine.replace(mine.find(R"("may":true,"why_not":null)"), 25,
               R"("may":false,"why_not":"ann proposed it")");
  relay.replies["GET /api/v1/proposals/7"] = {200, mine};
  relay.typed = {"y"};
  const auto done = relay.run({"vote", "7", "--reason", "looked"});
  CHECK(done.err == "sluice: ann proposed it\n");
  CHECK(done.code == 1);
  CHECK(relay.asked.size() == 1);
  CHECK(refusal({"vote", "seven", "--reason", "x"}) ==
        "'seven' is not the number of a proposal: whole, from 1");
}

TEST_CASE("an approval on a terminal is bound to what it showed", "[cli][acting][proposal]") {
  ARelay relay = a_relay();
  relay.typed = {"yes"};
  CHECK(relay.run({"approve", "clamav", "--groups", "office", "--reason", "looked"}).code == 0);
  CHECK(relay.prompts == std::vector<std::string>{"line: " + std::string{kBoundShown} +
                                                  "Say yes to exactly this? [y/N] "});
  CHECK(told(relay.asked.at(1)) == R"(POST /api/v1/feeds/clamav/approve {"groups":["office"],)"
                                   R"("reason":"looked","expect":"sha256:cd"})");

  ARelay script = a_relay();
  CHECK(script.run({"approve", "clamav", "--groups", "office", "--reason", "looked"}).code == 0);
  CHECK(script.asked.size() == 1);
}

TEST_CASE("what waits is listed and one is refused or taken back", "[cli][proposal]") {
  ARelay relay = a_relay();
  relay.replies["GET /api/v1/proposals?open=yes"] = {
      200, R"({"proposals":[)" + std::string{kProposal} + R"(],"next":null})"};
  CHECK(relay.run({"proposals"}).out ==
        "NUMBER  WHAT   ABOUT  ASKED BY  WAITS FOR      STATE\n"
        "7       roles  eve    ann       administrator  open until 2026-12-06 00:00 UTC\n");
  relay.replies["GET /api/v1/proposals"] = {200, R"({"proposals":[],"next":null})"};
  CHECK(relay.run({"proposals", "--all"}).out == "nothing waits for anybody\n");
  CHECK(relay.run({"proposals", "show", "7"}).out == kShown);
  relay.replies["POST /api/v1/proposals/7/refuse"] = {200,
                                                      R"({"sentence":"proposal 7 is refused"})"};
  CHECK(relay.run({"refuse", "7", "--reason", "no"}).out == "proposal 7 is refused\n");
  relay.run({"withdraw", "7", "--reason", "no"});
  CHECK(told(relay.asked.back()) == R"(POST /api/v1/proposals/7/withdraw {"reason":"no"})");
}
