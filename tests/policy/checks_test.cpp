#include <catch2/catch.hpp>

#include "tests/policy/a_question.h"

using tests::AQuestion;
using tests::day;
using tests::digest;

namespace {

/// The stage asks for a yes of "bench".
struct ACheckedQuestion : AQuestion {
  ACheckedQuestion() { rules->stage.checks = {{.name = "bench"}}; }
  void say(bool yes, const char* check = "bench", unsigned tree = 2) {
    facts.checks.push_back({.tree = digest(tree),
                            .check = check,
                            .yes = yes,
                            .said = {.by = "bench-3", .why = "2 of 40 images fail", .at = day(6)}});
  }
};

}  // namespace

TEST_CASE("a stage waits for the yes of each of its checks", "[policy][check]") {
  ACheckedQuestion asked;
  asked.rules->stage.checks.push_back({.name = "images"});
  CHECK(asked.why() == "check 'bench' has not said yes yet; check 'images' has not said yes yet");
  asked.say(true);
  CHECK(asked.why() == "check 'images' has not said yes yet");
  asked.say(true, "images");
  CHECK(asked.opens());
}

TEST_CASE("the last that a check said counts", "[policy][check]") {
  ACheckedQuestion asked;
  asked.say(true);
  asked.say(false);
  CHECK(asked.why() == "check 'bench' said no by bench-3: 2 of 40 images fail");
  asked.say(true);
  CHECK(asked.opens());
}

TEST_CASE("a check's yes is about the bytes that it saw", "[policy][check]") {
  ACheckedQuestion asked;
  asked.say(true, "bench", 1);
  CHECK(asked.why() == "check 'bench' has not said yes yet");
  asked.say(true);
  asked.say(false, "bench", 1);
  CHECK(asked.opens());
  asked.facts.releases[1].tree = digest(77);
  CHECK_FALSE(asked.opens());
}

TEST_CASE("what a check says that the stage does not ask stands in nobody's way",
          "[policy][check]") {
  ACheckedQuestion asked;
  asked.say(true);
  asked.say(false, "images");
  CHECK(asked.opens());
}
