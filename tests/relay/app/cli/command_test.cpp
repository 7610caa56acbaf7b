#include "relay/app/cli/command.h"

#include <catch2/catch.hpp>

using namespace relay::app::cli;

namespace {

policy::Result<Command, std::string> parsed(std::initializer_list<std::string_view> arguments) {
  return parse(std::vector<std::string_view>{arguments});
}

template <class T>
T expect(std::initializer_list<std::string_view> arguments) {
  const auto command = parsed(arguments);
  if (!command) FAIL(command.error());
  REQUIRE(std::holds_alternative<T>(command->what));
  return std::get<T>(command->what);
}

std::string refusal(std::initializer_list<std::string_view> arguments) {
  const auto command = parsed(arguments);
  return command ? "accepted" : command.error();
}

}  // namespace

TEST_CASE("an act names feed and version and groups and reason", "[cli]") {
  const auto act = expect<Act>({"adopt", "clamav", "daily 27500, main 62", "--groups",
                                "pilot,office", "--reason", "what we run"});
  CHECK(act.verb == "adopt");
  CHECK(act.feed == "clamav");
  CHECK(act.version == "daily 27500, main 62");
  CHECK(act.groups == std::vector<std::string>{"pilot", "office"});
  CHECK(act.reason == "what we run");
  CHECK_FALSE(act.lift);
}

TEST_CASE("all groups are asked for by their own word", "[cli]") {
  CHECK(expect<Act>({"hold", "clamav", "--groups", "all", "--reason", "x"}).groups.empty());
  CHECK(refusal({"hold", "clamav", "--reason", "x"}) ==
        "the groups are missing: --groups A,B or --groups all; 'sluice hold --help' says how it is "
        "written");
  CHECK(refusal({"hold", "clamav", "--groups", "", "--reason", "x"}) ==
        "'' is not the name of a group: 1 to 64 of a-z 0-9 - _ . beginning with a letter or digit");
  CHECK(refusal({"hold", "clamav", "--groups", "pilot,", "--reason", "x"}) ==
        "'' is not the name of a group: 1 to 64 of a-z 0-9 - _ . beginning with a letter or digit");
}

TEST_CASE("options stand anywhere and with or without an equals sign", "[cli]") {
  const auto command = parsed({"hold", "--lift", "--groups=pilot", "--json", "clamav",
                               "--config=/srv/sluice.yaml", "--reason=a=b"});
  REQUIRE(command);
  CHECK(command->json);
  CHECK(command->config == "/srv/sluice.yaml");
  const Act act = std::get<Act>(command->what);
  CHECK(act.lift);
  CHECK(act.reason == "a=b");
  CHECK(act.groups == std::vector<std::string>{"pilot"});
}

TEST_CASE("what stands behind two dashes is no option", "[cli]") {
  CHECK(expect<Act>({"block", "--groups", "all", "--reason", "x", "--", "clamav", "--json"})
            .version == "--json");
}

TEST_CASE("every command is understood in its shortest form", "[cli]") {
  expect<Run>({"run"});
  expect<Check>({"check"});
  expect<Status>({"status"});
  CHECK(expect<Sync>({"sync"}).feed.empty());
  CHECK(expect<Sync>({"sync", "clamav"}).feed == "clamav");
  CHECK(expect<Releases>({"releases", "clamav"}).feed == "clamav");
  CHECK(expect<Releases>({"releases", "clamav", "--before", "7"}).before == 7);
  CHECK(expect<Quarantine>({"quarantine", "clamav"}).feed == "clamav");
  CHECK_FALSE(expect<Audit>({"audit"}).before);
  CHECK(expect<Audit>({"audit", "--before", "1"}).before == 1);
  expect<Version>({"version"});
  expect<Version>({"--version"});
  CHECK(expect<Help>({"help"}).command.empty());
  CHECK(expect<Help>({"--help"}).command.empty());
  CHECK(expect<Help>({"help", "pin"}).command == "pin");
  CHECK(expect<Help>({"adopt", "--help"}).command == "adopt");
  CHECK(expect<Help>({"adopt", "-h"}).command == "adopt");
}

TEST_CASE("explain asks about a group or a device or all", "[cli]") {
  const auto both =
      expect<Explain>({"explain", "--feed", "clamav", "--group", "office", "--device", "10.2.0.9"});
  CHECK(both.feed == "clamav");
  CHECK(both.group == "office");
  CHECK(both.device == "10.2.0.9");
  CHECK(expect<Explain>({"explain", "--feed", "clamav"}).group.empty());
  CHECK(refusal({"explain", "--group", "office"}) ==
        "the feed is missing: --feed FEED; 'sluice explain --help' says how it is written");
  CHECK(refusal({"explain", "--feed", "clamav", "--device", "my-laptop"}) ==
        "'my-laptop' is not the address of a device, such as 10.1.9.3");
  CHECK(refusal({"explain", "--feed", "clamav", "--group", "Office"}) ==
        "'Office' is not the name of a group: 1 to 64 of a-z 0-9 - _ . beginning with a letter or "
        "digit");
}

TEST_CASE("a misuse is named with the nearest word", "[cli]") {
  struct Case {
    std::vector<std::string_view> arguments;
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
      {{"status", "--config="}, "'--config' needs the name of a file"},
      {{"status", "clamav"},
       "'clamav' is one word too many; 'sluice status --help' says how it is written"},
      {{"releases"}, "the feed is missing; 'sluice releases --help' says how it is written"},
      {{"block", "clamav", "--groups", "all", "--reason", "x"},
       "the version is missing; 'sluice block --help' says how it is written"},
      {{"pin", "clamav", "--groups", "all", "--reason", "x"},
       "the version is missing; 'sluice pin --help' says how it is written"},
      {{"hold", "clamav", "--groups", "all"},
       "the reason is missing: --reason TEXT goes into the audit; 'sluice hold --help' says how it "
       "is written"},
      {{"hold", "clamav", "--groups", "all", "--reason", " \t"},
       "the reason is missing: --reason TEXT goes into the audit; 'sluice hold --help' says how it "
       "is written"},
      {{"releases", "../etc"},
       "'../etc' is not the name of a feed: 1 to 64 of a-z 0-9 - _ . beginning with a letter or "
       "digit"},
      {{"audit", "--before", "0"}, "'0' is not a number to go on below: whole, from 1"},
      {{"audit", "--before", "7x"}, "'7x' is not a number to go on below: whole, from 1"},
      {{"\x1b[2J"}, "'\\u001b[2J' is not a command; 'sluice help' lists them"},
  }));
  const auto command = parse(sample.arguments);
  REQUIRE_FALSE(command);
  CHECK(command.error() == sample.said);
}

TEST_CASE("a pin is lifted without its version and a block is not", "[cli]") {
  CHECK(expect<Act>({"pin", "clamav", "--groups", "all", "--reason", "x", "--lift"}).lift);
  CHECK(refusal({"block", "clamav", "--groups", "all", "--reason", "x", "--lift"}) ==
        "the version is missing; 'sluice block --help' says how it is written");
}

TEST_CASE("help shows every command and every option of one", "[cli]") {
  const std::string all = help({});
  for (const char* const name :
       {"run", "check", "status", "sync [FEED]", "releases FEED", "explain", "adopt FEED [VERSION]",
        "approve FEED [VERSION]", "hold FEED", "pin FEED [VERSION]", "block FEED VERSION",
        "quarantine FEED", "audit", "version", "help [COMMAND]"}) {
    CHECK_THAT(all, Catch::Contains(std::string{"\n  "} + name + " "));
  }
  CHECK(help({"hold"}) ==
        "Usage: sluice hold FEED [OPTIONS]\n"
        "\n"
        "  keep what the groups have; nothing newer opens\n"
        "\n"
        "Options:\n"
        "  --groups A,B|all    the groups that it is about\n"
        "  --reason TEXT       why: it goes into the audit\n"
        "  --lift              take it back\n"
        "  --json              print the relay's answer as JSON\n"
        "  --config FILE       the settings; else ./sluice.yaml, then /etc/sluice/sluice.yaml\n"
        "  --help              how this command is written\n");
}
