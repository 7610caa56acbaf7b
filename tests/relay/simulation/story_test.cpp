#include "relay/simulation/story.h"

#include <catch2/catch.hpp>

#include "tests/relay/simulation/an_outcome.h"

using namespace relay::simulation;
using tests::AnOutcome;

namespace {

std::vector<std::string> sentences(const std::vector<Happening>& story) {
  std::vector<std::string> all;
  for (const Happening& one : story) all.push_back(policy::show(one.at) + " " + sentence(one));
  return all;
}

}  // namespace

TEST_CASE("a story tells what the vendor and the policy did in order of time", "[simulation]") {
  AnOutcome made;
  CHECK(sentences(story(made.staged())) ==
        std::vector<std::string>{
            "2026-03-02 04:00 UTC the vendor publishes bad, which is bad: devices fall silent",
            "2026-03-02 04:00 UTC opened bad → pilot at 10%",
            "2026-03-02 05:10 UTC halted bad: silence in 'pilot'",
            "2026-03-02 05:30 UTC the vendor publishes fix",
            "2026-03-02 05:30 UTC opened fix → pilot at 10%",
            "2026-03-02 07:30 UTC widened fix → pilot to 100%",
            "2026-03-02 11:30 UTC opened fix → office, default"});
}

TEST_CASE("what the relay never saw and what was before are told as such", "[simulation]") {
  AnOutcome made;
  auto& outcome = made.staged();
  outcome.releases[0].sequence.reset();
  outcome.events = {
      {AnOutcome::at(std::chrono::hours{5}),
       policy::Opened{AnOutcome::group("pilot"), {9}, {}, policy::kEverybody, "a pin"}}};
  CHECK(sentences(story(outcome)) ==
        std::vector<std::string>{
            "2026-03-02 04:00 UTC the vendor publishes bad, which the relay never sees: it was "
            "replaced before the next look",
            "2026-03-02 05:00 UTC opened what was before → pilot: a pin",
            "2026-03-02 05:30 UTC the vendor publishes fix"});
}

TEST_CASE("groups stand together only for the same step of the same release", "[simulation]") {
  AnOutcome made;
  auto& events = made.staged().events;
  std::get<policy::Opened>(events.back().event).to = {5'000};
  const auto told = story(made.staged());
  CHECK(sentence(told[told.size() - 2]) == "opened fix → office");
  CHECK(sentence(told.back()) == "opened fix → default at 50%");
}

TEST_CASE("a story that is cut keeps halts and bad releases", "[simulation]") {
  AnOutcome made;
  const auto whole = story(made.staged());
  CHECK(abridge(whole, 7).left_out == 0);
  CHECK(abridge(whole, 7).told.size() == 7);

  const Abridged cut = abridge(whole, 4);
  CHECK(cut.left_out == 3);
  REQUIRE(cut.told.size() == 4);
  CHECK(cut.told[2].what == Happening::What::Halted);
  CHECK(sentence(cut.told[3]) == "the vendor publishes fix");
}
