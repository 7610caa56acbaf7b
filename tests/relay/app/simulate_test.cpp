#include "relay/app/simulate.h"

#include <catch2/catch.hpp>

#include "relay/json/read.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_folder.h"

using Catch::Matchers::Contains;
using relay::app::cli::Ended;
using relay::app::cli::Simulate;

namespace {

/// A day of 60 devices, a bad release and its fix, and two policies to compare.
struct AFolder {
  tests::TempFolder folder;
  tests::ManualClock clock;

  AFolder() {
    tests::write_file(folder / "day.yaml",
                      "name: a day\n"
                      "start: 2026-03-02T00:00:00Z\n"
                      "length: 1d\n"
                      "feed: { name: content, class: intelligence }\n"
                      "fleet:\n"
                      "  - { group: pilot, devices: 20 }\n"
                      "  - { group: office, devices: 40 }\n"
                      "vendor:\n"
                      "  - { at: 4h, version: bad, bad: { does: fall-silent, after: 1m } }\n"
                      "  - { at: 5h, version: fixed }\n"
                      "policies:\n"
                      "  - { name: no relay }\n"
                      "  - { name: staged, file: staged.yaml }\n");
    tests::write_file(folder / "staged.yaml", policy("8h"));
  }
  static std::string policy(const std::string& soak) {
    return "feeds:\n"
           "  content: { kind: files, directory: vendor, class: intelligence, every: 15m }\n"
           "groups:\n"
           "  - { name: pilot, match: [{ address: 10.1.0.0/16 }] }\n"
           "  - { name: office, match: [{ address: 10.2.0.0/16 }] }\n"
           "  - name: default\n"
           "paths:\n"
           "  - name: all\n"
           "    for: { class: intelligence }\n"
           "    stages:\n"
           "      - groups: [pilot]\n"
           "      - { groups: [office, default], soak: " +
           soak + " }\n";
  }
  std::string file(std::string_view name) const { return (folder / name).string(); }

  Ended run(const Simulate& asked, bool json = false) const {
    return relay::app::simulate(asked, {.json = json,
                                        .progress = [](std::size_t, std::size_t) {},
                                        .config = folder / "sluice.yaml",
                                        .clock = clock});
  }
};

}  // namespace

TEST_CASE("a scenario is run under the policies that it names", "[app][simulate]") {
  const AFolder made;
  const Ended ended = made.run({.scenario = made.file("day.yaml")});
  CHECK(ended.code == 0);
  CHECK_THAT(ended.out,
             Contains("a day: 60 devices in 2 groups, 1d from 2026-03-02 00:00 UTC, 2 releases of "
                      "content, 1 of them bad\n\nPOLICY") &&
                 Contains("\nno relay  60 ") && Contains("\nstaged    20 "));

  const Ended json = made.run({.scenario = made.file("day.yaml")}, true);
  const auto told = relay::json::read(json.out, {.bytes = 1'000'000});
  REQUIRE(told);
  REQUIRE((*told)["policies"].items().size() == 2);
  CHECK((*told)["policies"].items()[1]["exposed"].number() == 20);
}

TEST_CASE("policies that are named take the place of the scenario's own", "[app][simulate]") {
  const AFolder made;
  tests::write_file(made.folder / "other.yaml", AFolder::policy("12h"));
  const Ended ended = made.run({.scenario = made.file("day.yaml"),
                                .policies = {made.file("other.yaml"), made.file("staged.yaml")}});
  CHECK(ended.code == 0);
  CHECK(ended.out.find("no relay") == std::string::npos);
  CHECK(ended.out.find("other.yaml") < ended.out.find("staged.yaml"));
}

TEST_CASE("problems of scenario and policies are shown together and nothing is run",
          "[app][simulate]") {
  const AFolder made;
  tests::write_file(made.folder / "broken.yaml", AFolder::policy("three days"));
  std::string day = tests::read_file(made.folder / "day.yaml");
  tests::write_file(made.folder / "worse.yaml",
                    day.replace(day.find("length: 1d"), 10, "lenght: 1d"));
  const Ended ended = made.run({.scenario = made.file("worse.yaml"),
                                .policies = {made.file("broken.yaml"), made.file("missing.yaml")},
                                .html = made.file("out.html")});
  CHECK(ended.code == 1);
  CHECK(ended.out.empty());
  CHECK_THAT(ended.err, Contains("missing.yaml: cannot be read: No such file or directory\n") &&
                            Contains("did you mean 'length'?") && Contains("found 'three days'"));
  CHECK_FALSE(std::filesystem::exists(made.folder / "out.html"));
}

TEST_CASE("a scenario that names no policies asks for one", "[app][simulate]") {
  const AFolder made;
  const std::string day = tests::read_file(made.folder / "day.yaml");
  tests::write_file(made.folder / "bare.yaml", day.substr(0, day.find("policies:")));
  const Ended ended = made.run({.scenario = made.file("bare.yaml")});
  CHECK(ended.code == 1);
  CHECK(ended.err ==
        made.file("bare.yaml") + ": names no policies to compare; --policy FILE says which\n");
}

TEST_CASE("a page is written whole or not at all", "[app][simulate]") {
  const AFolder made;
  tests::write_file(made.folder / "out.html", "what was there");
  const Ended ended = made.run({.scenario = made.file("day.yaml"), .html = made.file("out.html")});
  CHECK(ended.code == 0);
  CHECK_THAT(tests::read_file(made.folder / "out.html"),
             Catch::Matchers::StartsWith("<!DOCTYPE html>\n") && Contains("<h1>a day</h1>"));
  CHECK_FALSE(std::filesystem::exists(made.folder / "out.html.draft"));

  const Ended nowhere =
      made.run({.scenario = made.file("day.yaml"), .html = made.file("no/out.html")});
  CHECK(nowhere.code == 1);
  CHECK(nowhere.out.empty());
  CHECK(nowhere.err ==
        made.file("no/out.html") + ": cannot be written: No such file or directory\n");
  const Ended folder = made.run({.scenario = made.file("day.yaml"), .html = made.file("")});
  CHECK(folder.err == made.file("") + ": cannot be written: it is a folder\n");
}

TEST_CASE("scenarios by chance are told by their spread", "[app][simulate]") {
  const AFolder made;
  const Simulate asked{.scenario = made.file("day.yaml"), .random = 3, .seed = 7};
  const Ended ended = made.run(asked);
  CHECK(ended.code == 0);
  CHECK_THAT(ended.out, Contains("3 scenarios like a day, drawn with seed 7\n"));
  CHECK(made.run(asked).out == ended.out);
}

TEST_CASE("a history without a relay says what is missing", "[app][simulate][history]") {
  const AFolder made;
  const Ended ended = made.run({.history = "content"});
  CHECK(ended.code == 1);
  CHECK(ended.err == made.file("sluice.yaml") + ": cannot be read: No such file or directory\n");
}
