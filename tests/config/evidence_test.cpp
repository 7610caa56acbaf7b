#include "config/evidence.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"

using tests::APolicy;

namespace {

APolicy with_files(const std::string& gate) {
  auto policy = tests::with_rule("gate: { bake: 1h, " + gate + " }");
  policy.feeds = "feeds:\n  rules: { kind: files, directory: x, class: intelligence }\n";
  return policy;
}

}  // namespace

TEST_CASE("a gate that asks what a feed's clients never say is refused", "[config][evidence]") {
  const auto policy = with_files("confirmed: 5");
  CHECK(policy.problems() ==
        "policy.yaml:12: this gate never opens for feed 'rules': its clients do not say what they "
        "run, so nothing is 'confirmed'; ask for 'survived'\n"
        " 12 |         gate: { bake: 1h, confirmed: 5 }\n"
        "              ^\n");
  CHECK_FALSE(policy.read().value);
  CHECK(with_files("survived: 5, silent: 1%").problems().empty());
  CHECK(tests::with_rule("gate: { bake: 1h, confirmed: 5 }").problems().empty());
}

TEST_CASE("a limit of failures is warned of once as long as no client reports them",
          "[config][evidence]") {
  auto policy = tests::with_rule("gate: { bake: 1h, failed: 1% }");
  policy.groups =
      "groups:\n"
      "  - { name: pilot, match: [{ address: 10.1.9.0/24 }] }\n"
      "  - { name: default }\n";
  CHECK(policy.problems() ==
        "policy.yaml:12: warning: no feed's clients report failures to this version; 'failed' "
        "limits what monitoring and people report\n"
        " 12 |         gate: { bake: 1h, failed: 1% }\n"
        "              ^\n");
  policy.paths +=
      "  - name: more\n    for: { class: software }\n    stages:\n"
      "      - { groups: [pilot] }\n      - { groups: [default], gate: { bake: 1h, failed: 1% } "
      "}\n";
  CHECK(policy.read().problems.size() == 1);
}

TEST_CASE("silence where devices come and go is warned of", "[config][evidence]") {
  const auto watching = [](const std::string& gate) {
    auto policy = tests::with_rule("gate: { bake: 1h, " + gate + " }");
    policy.groups =
        "groups:\n"
        "  - { name: pilot, match: [{ address: 10.1.9.0/24 }], ephemeral: true }\n"
        "  - { name: default }\n";
    return policy;
  };
  CHECK(watching("silent: 1%").problems() ==
        "policy.yaml:12: warning: 'silent' finds nothing in 'pilot', whose devices come and go "
        "(ephemeral, line 4)\n"
        " 12 |         gate: { bake: 1h, silent: 1% }\n"
        "              ^\n");
  CHECK(watching("survived: 5").problems().empty());
}
