#include "config/guess.h"

#include <catch2/catch.hpp>

using config::guess;
using config::nearest;

TEST_CASE("one slip in three letters is guessed and two are not", "[config][guess]") {
  const std::vector<std::string> known{"soak", "gate", "groups", "approve"};
  CHECK(nearest("soack", known) == "soak");
  CHECK(nearest("saok", known) == "soak");
  CHECK(nearest("soa", known) == "soak");
  CHECK(nearest("group", known) == "groups");
  CHECK(nearest("aprvoe", known) == "approve");
  CHECK(nearest("gzzz", known).empty());
  CHECK(nearest("bake", known).empty());
  CHECK(nearest("", known).empty());
}

TEST_CASE("without a guess the known words are listed", "[config][guess]") {
  CHECK(guess("soack", {"soak", "gate"}) == "did you mean 'soak'?");
  CHECK(guess("window", {"soak", "gate"}) == "known: soak, gate");
  CHECK(guess("window", {}).empty());
}

TEST_CASE("a guess costs little however long the words are", "[config][guess]") {
  CHECK(nearest(std::string(65, 'a'), {std::string(64, 'a')}).empty());
  CHECK(nearest(std::string(64, 'a'), {std::string(63, 'a')}) == std::string(63, 'a'));
  CHECK(nearest("soack", std::vector<std::string>(1'001, "soak")).empty());
  CHECK(nearest("soack", std::vector<std::string>(1'000, "soak")) == "soak");
}

TEST_CASE("a choice of words reads as a person would say it", "[config][guess]") {
  CHECK(config::either({"software"}) == "software");
  CHECK(config::either({"true", "false"}) == "true or false");
  CHECK(config::either({"a", "b", "c"}) == "a, b or c");
}
