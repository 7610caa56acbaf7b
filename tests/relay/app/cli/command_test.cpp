#include "relay/app/cli/command.h"

#include "relay/app/cli/forms.h"
#include "tests/relay/app/cli/a_relay.h"

using namespace relay::app::cli;
using tests::cli::Arguments;

namespace {

template <class T>
T expect(const Arguments& arguments) {
  const auto command = parse(arguments);
  if (!command) FAIL(command.error());
  REQUIRE(std::holds_alternative<T>(command->what));
  return std::get<T>(command->what);
}

}  // namespace

TEST_CASE("options stand anywhere and with or without an equals sign", "[cli]") {
  const Arguments arguments{"hold",           "--lift", "--json",
                            "--groups=pilot", "clamav", "--config=/srv/sluice.yaml",
                            "--reason=a=b"};
  const auto command = parse(arguments);
  REQUIRE(command);
  CHECK(command->json);
  CHECK(command->config == "/srv/sluice.yaml");
  CHECK(tests::cli::call_of(arguments) ==
        R"(POST /api/v1/feeds/clamav/hold {"groups":["pilot"],"reason":"a=b","lift":true})");
}

TEST_CASE("what the program does by itself is understood", "[cli]") {
  expect<Run>({"run"});
  expect<Check>({"check"});
  expect<Version>({"version"});
  expect<Version>({"--version"});
  CHECK(expect<Help>({"help"}).command.empty());
  CHECK(expect<Help>({"--help"}).command.empty());
  CHECK(expect<Help>({"help", "pin"}).command == "pin");
  CHECK(expect<Help>({"help", "policy", "apply"}).command == "policy apply");
  CHECK(expect<Help>({"adopt", "--help"}).command == "adopt");
  CHECK(expect<Help>({"adopt", "-h"}).command == "adopt");
}

TEST_CASE("a misuse is named with the nearest word", "[cli]") {
  struct Case {
    Arguments arguments;
    std::string said;
  };
  const Case sample = GENERATE(values<Case>({
      {{}, "which command? 'sluice help' lists them"},
      {{"statsu"}, "'statsu' is not a command; did you mean 'status'?"},
      {{"frobnicate"}, "'frobnicate' is not a command; 'sluice help' lists them"},
      {{"help", "adpot"}, "'adpot' is not a command; did you mean 'adopt'?"},
      {{"hold", "clamav", "--grups", "all"},
       "'--grups' is not an option of 'hold'; did you mean '--groups'?"},
      {{"status", "--groups", "all"}, "'--groups' is not an option of 'status'"},
      {{"adopt", "clamav", "--lift"}, "'--lift' is not an option of 'adopt'"},
      {{"status", "-v"}, "'-v' is not an option of 'status'"},
      {{"status", "--json", "--json"}, "'--json' is given twice"},
      {{"status", "--json=yes"}, "'--json' takes no value"},
      {{"status", "--config"}, "'--config' needs a value: --config FILE"},
      {{"help", "policy"},
       "'policy' needs one more word: show, revisions, diff, check, apply, proposal, approve"},
      {{"help", "policy", "aply"}, "'policy aply' is not a command; did you mean 'policy apply'?"},
      {{"help", "hold", "on"}, "'hold on' is not a command; 'sluice help' lists them"},
      {{"status", "--config="}, "'--config' needs a value: --config FILE"},
      {{"status", "clamav"},
       "'clamav' is one word too many; 'sluice status --help' says how it is written"},
      {{"releases"}, "the feed is missing; 'sluice releases --help' says how it is written"},
      {{"block", "clamav", "--groups", "all", "--reason", "x"},
       "the version is missing; 'sluice block --help' says how it is written"},
      {{"releases", "../etc"},
       "'../etc' is not the name of a feed: 1 to 64 of a-z 0-9 - _ . beginning with a letter or "
       "digit"},
      {{"\x1b[2J"}, "'\\u001b[2J' is not a command; 'sluice help' lists them"},
  }));
  CHECK(tests::cli::refusal(sample.arguments) == sample.said);
}

TEST_CASE("an option that is given with nothing is misused in every command", "[cli]") {
  for (const Form& form : forms()) {
    for (const Option& option : options()) {
      if (!has(form, option) || option.operand.empty()) continue;
      CAPTURE(form.name, option.name);
      const std::string name{option.name};
      std::vector<std::string_view> arguments;
      const std::size_t space = form.name.find(' ');
      arguments.push_back(form.name.substr(0, space));
      if (space != std::string_view::npos) arguments.push_back(form.name.substr(space + 1));
      const std::string said =
          "'" + name + "' needs a value: " + name + " " + std::string{option.operand};
      auto apart = arguments;
      apart.insert(apart.end(), {option.name, ""});
      CHECK(tests::cli::refusal(apart) == said);
      const std::string joined = name + "=";
      arguments.push_back(joined);
      CHECK(tests::cli::refusal(arguments) == said);
    }
  }
}

TEST_CASE("help shows every command in its family and every option of one", "[cli]") {
  const std::string all = help({});
  for (const Form& form : forms()) {
    CAPTURE(form.name);
    const std::string operands{form.operands};
    CHECK_THAT(all, Catch::Contains("\n  " + std::string{form.name} +
                                    (operands.empty() ? "" : " " + operands) + " "));
    CHECK_THAT(help({std::string{form.name}}),
               Catch::StartsWith("Usage: sluice " + std::string{form.name}));
  }
  CHECK_THAT(all,
             Catch::StartsWith("Usage: sluice COMMAND [OPTIONS]\n\nThe relay itself:\n  run "));
  CHECK_THAT(all, Catch::Contains("\n\nStopping, and letting go on:\n  stop "));
  CHECK(help({"hold"}) ==
        "Usage: sluice hold FEED [OPTIONS]\n"
        "\n"
        "  keep what the groups have; nothing newer opens\n"
        "\n"
        "Options:\n"
        "  --groups A,B|all    the groups that it is about\n"
        "  --reason TEXT       why: it goes into the audit\n"
        "  --lift              take it back\n"
        "  --json              print the answer as JSON\n"
        "  --config FILE       the settings; else ./sluice.yaml, then /etc/sluice/sluice.yaml\n"
        "  --help              how this command is written\n");
}
