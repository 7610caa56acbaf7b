#include "config/yielding.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"

using tests::APolicy;

namespace {

const std::string kBypass = "bypass: { normal: [{ role: a }] }\n";

/// A path with one more setting, in line 10.
APolicy path_for(const std::string& what, const std::string& setting) {
  return {.feeds = "feeds:\n  rules: { kind: files, directory: x, class: intelligence }\n",
          .paths = "paths:\n  - name: all\n    for: { " + what +
                   " }\n"
                   "    stages: [{ groups: [pilot] }, { groups: [default], soak: 1h }]\n    " +
                   setting +
                   "\n  - { name: rest, for: { class: intelligence }, stages: [{ groups: "
                   "[pilot, default] }] }\n",
          .limits = kBypass};
}

}  // namespace

TEST_CASE("a gate opens without evidence for intelligence only", "[config][yielding]") {
  const std::string open = "no_evidence: { after: 12h, then: open }";
  CHECK(path_for("class: intelligence", open).problems().empty());
  CHECK(path_for("feed: rules", open).problems().empty());
  CHECK(path_for("class: [intelligence, software]", open).problems() ==
        "policy.yaml:10: a gate opens without evidence for intelligence only, and this path is "
        "for class 'software'; say hold or ask\n"
        " 10 |     no_evidence: { after: 12h, then: open }\n"
        "          ^\n");
  auto other = path_for("feed: rules", open);
  other.feeds = "feeds:\n  rules: { kind: files, directory: x, class: configuration }\n";
  CHECK(other.problems().starts_with(
      "policy.yaml:10: a gate opens without evidence for intelligence only, and this path is for "
      "feed 'rules' of class 'configuration'; say hold or ask\n"));
  for (const auto* then : {"hold", "ask"}) {
    CAPTURE(then);
    CHECK(
        path_for("class: software", "no_evidence: { after: 12h, then: " + std::string{then} + " }")
            .problems()
            .empty());
  }
}

TEST_CASE("people can judge what lacks evidence only where a bypass names them",
          "[config][yielding]") {
  auto policy = path_for("class: intelligence", "no_evidence: { after: 12h, then: ask }");
  CHECK(policy.problems().empty());
  policy.limits = "";
  CHECK(policy.problems() ==
        "policy.yaml:10: warning: nobody could judge what lacks evidence: no 'bypass' says whom to "
        "ask\n"
        " 10 |     no_evidence: { after: 12h, then: ask }\n"
        "          ^\n");
}

TEST_CASE("software that skips its rules with age is warned of", "[config][yielding]") {
  const std::string advance = "freshness: { ceiling: 30d, then: advance }";
  CHECK(path_for("class: intelligence", advance).problems().empty());
  CHECK(path_for("class: software", "freshness: { ceiling: 30d, then: alarm }").problems().empty());
  CHECK(path_for("class: software", advance)
            .problems()
            .starts_with("policy.yaml:10: warning: 'advance' lets class 'software' skip soak, "
                         "approval and window when it was held back for so long; it is meant for "
                         "intelligence\n"));
}
