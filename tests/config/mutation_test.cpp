#include <catch2/catch.hpp>
#include <random>

#include "config/scenario.h"
#include "tests/config/shown.h"
#include "tests/support/temp_folder.h"

/// Whatever becomes of a configuration's bytes, reading it gives a value or says why not.

namespace {

std::string mutated(std::string text, unsigned seed) {
  std::minstd_rand random{seed};
  const auto below = [&random](std::size_t limit) { return random() % limit; };
  for (std::size_t times = 1 + below(4); times > 0 && !text.empty(); --times) {
    const auto at = below(text.size());
    switch (below(4)) {
      case 0:
        text[at] = static_cast<char>(below(256));
        break;
      case 1:
        text.erase(at, 1 + below(20));
        break;
      case 2:
        text.insert(at, text.substr(below(text.size()), below(40)));
        break;
      default:
        text.insert(at, 1, "{}[]:,-#&*!|>'\"%@`\n\t "[below(22)]);
        break;
    }
  }
  return text;
}

template <class T>
void check_answered(const config::Reading<T>& reading, const std::string& text) {
  const bool refused =
      std::any_of(reading.problems.begin(), reading.problems.end(),
                  [](const auto& problem) { return problem.severity == config::Severity::Error; });
  CHECK(reading.value.has_value() != refused);
  for (const auto& problem : reading.problems) {
    const auto shown = config::show(problem, text);
    CHECK(shown.starts_with("f.yaml:"));
    CHECK(shown.ends_with("\n"));
  }
}

}  // namespace

TEST_CASE("a mutated policy gives a value or at least one problem", "[config][property]") {
  const auto original =
      tests::read_file(std::filesystem::path{SLUICE_SOURCE} / "config/example/policy.yaml");
  const auto seed = GENERATE(take(400, random(1U, 2'000'000'000U)));
  CAPTURE(seed);
  const auto text = mutated(original, seed);
  check_answered(config::read_policy("f.yaml", text, tests::an_outside()), text);
}

TEST_CASE("mutated settings give a value or at least one problem", "[config][property]") {
  const auto original =
      tests::read_file(std::filesystem::path{SLUICE_SOURCE} / "config/example/sluice.yaml");
  const auto seed = GENERATE(take(200, random(1U, 2'000'000'000U)));
  CAPTURE(seed);
  const auto text = mutated(original, seed);
  check_answered(config::read_settings("f.yaml", text), text);
}

TEST_CASE("a mutated scenario gives a value or at least one problem", "[config][property]") {
  const auto original = tests::read_file(std::filesystem::path{SLUICE_SOURCE} /
                                         "config/scenarios/zero-day-in-freeze.yaml");
  const auto seed = GENERATE(take(400, random(1U, 2'000'000'000U)));
  CAPTURE(seed);
  const auto text = mutated(original, seed);
  check_answered(config::read_scenario("f.yaml", text), text);
}
