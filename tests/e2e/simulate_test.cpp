#include <catch2/catch.hpp>

#include "relay/crypto/sha256.h"
#include "relay/json/read.h"
#include "tests/e2e/a_running_relay.h"

using Catch::Matchers::Contains;
using tests::Ran;

namespace {

std::string scenario(const std::string& name) {
  return std::string{SLUICE_SOURCE} + "/config/scenarios/" + name + ".yaml";
}

Ran simulate(std::vector<std::string> words) {
  words.insert(words.begin(), {SLUICE_PROGRAM, "simulate"});
  return tests::run_program(words);
}

/// A folder that a feed is mirrored from, with one file that says this.
void publish(const std::filesystem::path& folder, const std::string& bytes) {
  tests::write_file(folder / "a.txt", bytes);
  tests::write_file(folder / "PULP_MANIFEST", "a.txt," + relay::crypto::sha256(bytes).hex() + "," +
                                                  std::to_string(bytes.size()) + "\n");
}

}  // namespace

TEST_CASE("the program simulates a shipped scenario without a relay", "[e2e][simulate]") {
  const tests::TempFolder folder;
  const std::string page = (folder / "out.html").string();
  const Ran ran = simulate({"--scenario", scenario("driver-conflict"), "--html", page});
  CAPTURE(ran.output);
  CHECK(ran.exit_code == 0);
  CHECK_THAT(ran.output, Contains("driver conflict: ") && Contains("\nPOLICY ") &&
                             Contains("\nevery model by itself ") && Contains(": model 't14': "));
  CHECK_THAT(tests::read_file(page), Contains("<h1>driver conflict</h1>"));

  const Ran json = simulate({"--scenario", scenario("driver-conflict"), "--json"});
  const auto told = relay::json::read(json.output, {.bytes = 1'000'000});
  REQUIRE(told);
  CHECK((*told)["policies"].items().size() == 2);
}

TEST_CASE("the program says what is wrong with a simulation by its exit code", "[e2e][simulate]") {
  CHECK(simulate({}).exit_code == 2);
  const Ran missing = simulate({"--scenario", "nowhere.yaml"});
  CHECK(missing.exit_code == 1);
  CHECK(missing.output == "nowhere.yaml: cannot be read: No such file or directory\n");
}

TEST_CASE("what a relay has recorded is run under its policy and under another",
          "[e2e][simulate][history]") {
  const tests::TempFolder folder;
  publish(folder / "vendor", "one");
  const std::string rules =
      "feeds:\n"
      "  acme: { kind: files, directory: " +
      (folder / "vendor").string() +
      ", class: intelligence, every: 1h }\n"
      "groups:\n  - name: default\n"
      "paths:\n"
      "  - { name: all, for: { class: intelligence }, stages: [{ groups: [default]";
  tests::ARunningRelay relay{rules + " }] }\n"};
  CHECK(relay.sluice({"sync", "acme"}).exit_code == 0);
  relay.clock.advance(std::chrono::hours{20});
  publish(folder / "vendor", "two");
  CHECK(relay.sluice({"sync", "acme"}).exit_code == 0);
  relay.clock.advance(std::chrono::hours{10});

  const Ran nobody = relay.sluice({"simulate", "--history", "acme"});
  CHECK(nobody.exit_code == 1);
  CHECK(nobody.output ==
        "the relay has not counted the devices of its groups yet: --scenario FILE says what fleet "
        "to take\n");

  tests::write_file(folder / "slow.yaml", rules + ", soak: 4h }] }\n");
  const std::string slow = (folder / "slow.yaml").string();
  const Ran ran = relay.sluice({"simulate", "--history", "acme", "--scenario",
                                scenario("pilot-site-offline"), "--policy", slow});
  CAPTURE(ran.output);
  CHECK(ran.exit_code == 0);
  CHECK_THAT(ran.output,
             Contains("what was recorded of acme: 12,200 devices in 4 groups, 1d 6h ") &&
                 Contains("\nin force ") && Contains("\n" + slow + " ") &&
                 Contains("none is bad here"));
}
