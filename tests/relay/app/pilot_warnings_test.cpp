#include "relay/app/pilot_warnings.h"

#include <catch2/catch.hpp>

#include "tests/relay/app/an_engine.h"

using tests::AnEngine;

namespace {

/// Pilot, then everybody else after this gate.
policy::Document gated(const std::string& gate) {
  return tests::loaded(
             "feeds:\n"
             "  acme: { kind: files, upstream: [\"https://acme.example\"], class: software }\n"
             "groups:\n"
             "  - { name: pilot, match: [{ address: 10.0.0.0/8 }] }\n"
             "  - name: default\n"
             "paths:\n"
             "  - name: software\n"
             "    for: { class: software }\n"
             "    stages:\n"
             "      - groups: [pilot]\n"
             "      - groups: [default]\n"
             "        gate: " +
             gate + "\n")
      .policy.rules;
}

struct APilot : AnEngine {
  APilot() { start(tests::policy_text()); }

  /// What is warned of when so many of pilot's devices were seen.
  std::vector<config::Problem> warnings(const std::string& gate, std::uint64_t seen) {
    auto evidence = std::make_shared<relay::ledger::Evidence>();
    (*evidence)[{acme(), *policy::GroupId::parse("pilot")}].seen = seen;
    return relay::app::pilot_warnings("policy.yaml", gated(gate), {engine->state(), evidence});
  }
};

}  // namespace

TEST_CASE("a pilot that is too small for its gate is warned of where the gate stands",
          "[app][policy][advice]") {
  APilot relay;
  const auto warnings = relay.warnings("{ bake: 1d, survived: 5 }", 5);
  REQUIRE(warnings.size() == 1);
  CHECK(warnings[0].file == "policy.yaml");
  CHECK(warnings[0].line == 12);
  CHECK(warnings[0].severity == config::Severity::Warning);
  CHECK(warnings[0].sentence ==
        "feed 'acme', 'pilot': a 5-device pilot sees a 5% fault only 22.6% of the time; 59 devices "
        "see it 95% of the time");
  CHECK(relay.warnings("{ bake: 1d, survived: 5 }", 58).size() == 1);
  CHECK(relay.warnings("{ bake: 1d, survived: 5 }", 59).empty());
}

TEST_CASE("nothing is said of pilots that nobody has seen or that no gate asks",
          "[app][policy][advice]") {
  APilot relay;
  CHECK(relay.warnings("{ bake: 1d, survived: 5 }", 0).empty());
  CHECK(relay.warnings("{ bake: 1d }", 5).empty());
}
