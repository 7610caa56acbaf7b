#include "relay/app/cli/simulating.h"

#include "tests/relay/app/cli/a_relay.h"

using namespace relay::app::cli;
using tests::cli::Arguments;

namespace {

Simulate understood(const Arguments& arguments) {
  const auto command = parse(arguments);
  if (!command) FAIL(command.error());
  REQUIRE(std::holds_alternative<Simulate>(command->what));
  return std::get<Simulate>(command->what);
}

}  // namespace

TEST_CASE("a simulation is understood with its policies in their order", "[cli][simulate]") {
  const Simulate plain = understood({"simulate", "--scenario", "july.yaml"});
  CHECK(plain.scenario == "july.yaml");
  CHECK(plain.policies.empty());
  CHECK_FALSE(plain.random);
  CHECK(plain.html.empty());
  CHECK(plain.history.empty());

  const Simulate many =
      understood({"simulate", "--policy", "b.yaml", "--scenario=july.yaml", "--policy=a.yaml",
                  "--random", "1000", "--seed", "18446744073709551615", "--html", "out.html"});
  CHECK(many.policies == std::vector<std::string>{"b.yaml", "a.yaml"});
  CHECK(many.random == 1'000U);
  CHECK(many.seed == 18'446'744'073'709'551'615U);
  CHECK(many.html == "out.html");

  const Simulate history = understood({"simulate", "--history", "clamav", "--days", "400"});
  CHECK(history.history == "clamav");
  CHECK(history.days == 400);
}

TEST_CASE("a simulation that is written wrongly is a misuse", "[cli][simulate]") {
  struct Case {
    Arguments arguments;
    std::string said;
  };
  const Case sample = GENERATE(values<Case>({
      {{"simulate"},
       "the scenario is missing: --scenario FILE or --history FEED; 'sluice simulate --help' says "
       "how it is written"},
      {{"simulate", "july.yaml"},
       "'july.yaml' is one word too many; 'sluice simulate --help' says how it is written"},
      {{"simulate", "--scenario", "a", "--scenario", "b"}, "'--scenario' is given twice"},
      {{"simulate", "--scenario", "a", "--random", "0"},
       "'0' is not a number of scenarios: whole, from 1 to 1000"},
      {{"simulate", "--scenario", "a", "--random", "1001"},
       "'1001' is not a number of scenarios: whole, from 1 to 1000"},
      {{"simulate", "--scenario", "a", "--random", "ten"},
       "'ten' is not a number of scenarios: whole, from 1 to 1000"},
      {{"simulate", "--scenario", "a", "--random", "5", "--seed", "-1"},
       "'-1' is not a seed: whole, from 0 to 18446744073709551615"},
      {{"simulate", "--scenario", "a", "--seed", "1"}, "'--seed' is for '--random'"},
      {{"simulate", "--scenario", "a", "--days", "1"}, "'--days' is for '--history'"},
      {{"simulate", "--history", "f", "--days", "401"},
       "'401' is not a number of days: whole, from 1 to 400"},
      {{"simulate", "--history", "f", "--random", "5"},
       "'--random' draws what might happen, '--history' is what did: only one of them"},
      {{"simulate", "--history", "../etc"},
       "'../etc' is not the name of a feed: 1 to 64 of a-z 0-9 - _ . beginning with a letter or "
       "digit"},
      {{"simulate", "--scenario", "a", "--html="}, "'--html' needs a value: --html FILE"},
      {{"simulate", "--scenario", "a", "--policy", "b", "--policy="},
       "'--policy' needs a value: --policy FILE"},
  }));
  CHECK(tests::cli::refusal(sample.arguments) == sample.said);
}
