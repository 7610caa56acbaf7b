#include "relay/admin/describe_reason.h"

#include <catch2/catch.hpp>

#include "relay/json/write.h"
#include "tests/policy/a_question.h"

using namespace std::chrono_literals;
using relay::admin::describe;
using relay::json::write;
using tests::day;
using tests::group;
using tests::version;

namespace {

/// Without what all reasons have.
std::string told(const policy::Reason& reason) {
  const std::string text = write(describe(reason));
  return text.substr(text.find("\"kind\""));
}

const policy::Said kByAnn{.by = "ann", .why = "noisy", .at = day(3)};
const std::string kAnn = R"("person":"ann","reason":"noisy","at":"2026-01-04T00:00:00Z"})";

}  // namespace

TEST_CASE("a reason is told as a sentence and as its fields", "[admin][reason]") {
  CHECK(write(describe(policy::Soaking{day(5), 48h, {7}})) ==
        R"({"rule":"soak","sentence":"soaking until 2026-01-06 00:00 UTC",)"
        R"("until":"2026-01-06T00:00:00Z","line":7,"kind":"soaking",)"
        R"("since":"2026-01-04T00:00:00Z"})");
}

TEST_CASE("what people said is told with who and why and when", "[admin][reason]") {
  CHECK(told(policy::Blocked{kByAnn}) == R"("kind":"blocked",)" + kAnn);
  CHECK(told(policy::Stopped{kByAnn}) == R"("kind":"stopped",)" + kAnn);
  CHECK(told(policy::Held{kByAnn}) == R"("kind":"held",)" + kAnn);
  CHECK(told(policy::PausedHere{kByAnn}) == R"("kind":"paused",)" + kAnn);
  CHECK(told(policy::Unreviewed{kByAnn, day(4)}) ==
        R"("kind":"unreviewed","due":"2026-01-05T00:00:00Z",)" + kAnn);
  CHECK(told(policy::PinnedElsewhere{version("3"), kByAnn}) ==
        R"("kind":"pinned","version":"3",)" + kAnn);
  CHECK(told(policy::BelowFloor{version("3"), kByAnn}) ==
        R"("kind":"below-floor","version":"3",)" + kAnn);
  CHECK(told(policy::Lagging{2, kByAnn}) == R"("kind":"lagging","behind":2,)" + kAnn);
  CHECK(
      told(policy::NotAllowed{{.from = version("3"), .said = {.by = "the policy"}}}) ==
      R"("kind":"not-allowed","from":"3","to":null,"person":"the policy","reason":"","at":null})");
  CHECK(told(policy::Unchecked{"smoke", kByAnn}) ==
        R"("kind":"unchecked","check":"smoke",)" + kAnn);
  CHECK(told(policy::Unchecked{"smoke"}) ==
        R"("kind":"unchecked","check":"smoke","person":null,"reason":null,"at":null})");
}

TEST_CASE("what the relay found is told as its fields", "[admin][reason]") {
  const std::string at = R"("at":"2026-01-04T00:00:00Z")";
  CHECK(told(policy::NotTrusted{policy::Standing::Recalled, "gone"}) ==
        R"("kind":"not-trusted","standing":"recalled","why":"gone"})");
  CHECK(told(policy::HaltStands{day(3), "silence", true}) ==
        R"("kind":"halted",)" + at + R"(,"why":"silence","acknowledged":true})");
  CHECK(told(policy::InheritsHalt{version("3"), day(3)}) ==
        R"("kind":"inherits-halt","version":"3",)" + at + "}");
  CHECK(told(policy::ClockSuspect{"set back"}) == R"("kind":"clock-suspect","why":"set back"})");
  CHECK(told(policy::MetadataExpired{day(3)}) == R"("kind":"metadata-expired",)" + at + "}");
  CHECK(told(policy::Passed{version("4")}) == R"("kind":"superseded","version":"4"})");
  CHECK(told(policy::NoPath{}) == R"("kind":"no-path"})");
}

TEST_CASE("what a stage asks for is told as its fields", "[admin][reason]") {
  using Why = policy::NotBaking::Why;
  CHECK(told(policy::Baking{group("pilot"), day(5), 48h}) ==
        R"("kind":"baking","group":"pilot","since":"2026-01-04T00:00:00Z"})");
  for (const auto& [why, word] :
       {std::pair{Why::NotYet, "not-yet"}, std::pair{Why::Ramping, "ramping"},
        std::pair{Why::Skipped, "skipped"}, std::pair{Why::EndedEarly, "ended-early"}}) {
    CHECK(told(policy::NotBaking{group("pilot"), why}) ==
          R"("kind":"not-baking","group":"pilot","why":")" + std::string{word} + "\"}");
  }
  CHECK(told(policy::NotPassed{group("pilot"),
                               {policy::Finding::Verdict::Fail, "failures 4 of 9"},
                               policy::NoEvidence::Then::Ask}) ==
        R"("kind":"not-passed","group":"pilot","verdict":"fail","why":"failures 4 of 9",)"
        R"("then":"ask"})");
  CHECK(told(policy::TrainWaits{version("3")}) == R"("kind":"train-waits","version":"3"})");
  CHECK(told(policy::Unapproved{"boss", 1, 2}) ==
        R"("kind":"unapproved","role":"boss","have":1,"need":2,"why":null})");
  CHECK(told(policy::WindowClosed{"night", "outside its hours"}) ==
        R"("kind":"window-closed","calendar":"night","why":"outside its hours"})");
  CHECK(told(policy::RampHolds{{500}, day(4)}) == R"("kind":"ramp-holds","reached":"5%"})");
}

TEST_CASE("what is asked for is told whether it is met or not", "[admin][reason]") {
  using State = policy::Asked::State;
  const auto asked = [](auto what, State state = State::Met) {
    return write(describe(policy::Asked{std::move(what), state, {4}}));
  };
  CHECK(asked(policy::SoakAsked{day(1), day(3)}, State::Skipped) ==
        R"({"rule":"soak","state":"skipped","line":4,"since":"2026-01-02T00:00:00Z",)"
        R"("until":"2026-01-04T00:00:00Z"})");
  CHECK(
      asked(policy::GateAsked{.group = group("pilot"),
                              .bake = 4h,
                              .finding = policy::Finding{policy::Finding::Verdict::Pass, "5 of 5"},
                              .takes = {.taken = 5, .survived = 5},
                              .seen = 9}) ==
      R"({"rule":"gate","state":"met","line":4,"group":"pilot","bake":"4h","opened":null,)"
      R"("settled":null,"until":null,"verdict":"pass","evidence":"5 of 5","seen":9,"taken":5,)"
      R"("mature":0,"survived":5,"confirmed":0,"failed":0,"silent":0})");
  CHECK(asked(policy::CheckAsked{"smoke", {}}, State::Waits) ==
        R"({"rule":"check","state":"waits","line":4,"check":"smoke","yes":null,"person":null,)"
        R"("reason":null,"at":null})");
  CHECK(asked(policy::ApprovalAsked{"boss", 1, 1, {"ann"}}) ==
        R"({"rule":"approval","state":"met","line":4,"role":"boss","have":1,"need":1,)"
        R"("people":["ann"]})");
  CHECK(asked(policy::WindowAsked{"night", true, day(3)}) ==
        R"({"rule":"window","state":"met","line":4,"calendar":"night","open":true,)"
        R"("changes":"2026-01-04T00:00:00Z"})");
  CHECK(asked(policy::RampAsked{.reached = {500}, .steps = {{{500}, 4h}, {}}}) ==
        R"({"rule":"ramp","state":"met","line":4,"reached":"5%","next":"100%","since":null,)"
        R"("until":null,"steps":[{"to":"5%","hold":"4h"},{"to":"100%","hold":"0s"}]})");
}
