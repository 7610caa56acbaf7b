#include "relay/app/policy_desk.h"

#include <catch2/catch.hpp>

#include "relay/catalog/proposals.h"
#include "relay/catalog/rollouts.h"
#include "relay/rollout/rule_book.h"
#include "tests/relay/app/an_engine.h"
#include "tests/relay/catalog/known_people.h"

using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using relay::admin::Accepted;
using relay::admin::NotAccepted;
using tests::AnEngine;
using tests::policy_text;

namespace {

/// A desk over an engine whose policy soaks for four hours.
struct ADeskOfPolicies : AnEngine {
  explicit ADeskOfPolicies(bool alone = true) {
    single_person = alone;
    start(policy_text("4h"));
  }

  relay::app::PolicyDesk desk() {
    return {*engine, "policy.yaml",
            [this](const relay::app::LoadedPolicy& loaded, const relay::catalog::Deed& deed) {
              return engine->revise(loaded, deed);
            }};
  }
  relay::catalog::Deed deed(const std::string& person) const {
    return {.at = clock.now(), .actor = person, .reason = "as agreed"};
  }
  policy::Digest base() const { return relay::crypto::sha256(in_force().text); }
  relay::catalog::RevisionRow in_force() const {
    return *engine->state().read(
        [](relay::db::Connection& db) { return relay::catalog::revision_in_force(db); });
  }
  /// "revision 2", "proposal 1", or why not.
  static std::string told(const relay::app::PolicyDesk::Outcome& outcome) {
    if (!outcome && outcome.error().kind == NotAccepted::Kind::OtherBase) return "other base";
    if (!outcome) return outcome.error().what;
    return (outcome->as == Accepted::As::Revision ? "revision " : "proposal ") +
           std::to_string(outcome->number);
  }
  void know(const char* name, std::initializer_list<const char*> roles) {
    tests::know(engine->state(), name, roles, clock.now());
  }
  /// In which revision somebody wrote the rules of the only stage.
  std::optional<std::int64_t> wrote(const char* name) const {
    const auto document = engine->revision().document;
    const auto rules =
        relay::rollout::rules_of(document, *relay::rollout::feed_of(document, acme()));
    return engine->state().read([&](relay::db::Connection& db) {
      return relay::catalog::wrote_stage(db, rules.at(0).second->digest, name);
    });
  }
  /// The newest audit rows up to a revision's, oldest first.
  std::vector<std::string> told_last(std::size_t most) const {
    std::vector<std::string> found;
    for (const auto& row : engine->state().read(
             [&](relay::db::Connection& db) { return relay::catalog::audit_rows(db, 0, most); })) {
      const bool is_of_policy =
          row.action == "agreed" || row.action == "proposal done" || row.action == "policy revised";
      if (!is_of_policy) continue;
      found.insert(found.begin(),
                   row.actor + ": " + row.action + ": " + row.subject + ": " + row.detail);
    }
    return found;
  }
  std::string apply(const std::string& text, const std::string& person = "ann") {
    return told(desk().apply({text, base()}, deed(person)));
  }
  std::string approve(std::int64_t number, const std::string& person) {
    return told(desk().approve(number, deed(person)));
  }
};

}  // namespace

TEST_CASE("an applied text is the next revision with who and why", "[app][policy]") {
  ADeskOfPolicies relay;
  CHECK(relay.apply(policy_text("8h"), "bo") == "revision 2");
  CHECK(relay.in_force().by == "bo");
  CHECK(relay.in_force().reason == "as agreed");
  CHECK(relay.in_force().text == policy_text("8h"));
  CHECK(relay.engine->revision().number == 2);
  CHECK(relay.apply(policy_text("8h")) == "revision 2 has exactly this text and is in force");
}

TEST_CASE("a text that was made from another revision is not taken", "[app][policy]") {
  ADeskOfPolicies relay;
  const auto base = relay.base();
  REQUIRE(relay.apply(policy_text("8h"), "bo") == "revision 2");
  const auto late = relay.desk().apply({policy_text("9h"), base}, relay.deed("ann"));
  CHECK(ADeskOfPolicies::told(late) == "other base");
  CHECK(relay.engine->revision().number == 2);
}

TEST_CASE("a text that does not check or cannot be mirrored is not taken", "[app][policy]") {
  ADeskOfPolicies relay;
  const std::string sentence = "the text does not check; 'sluice policy check' shows every problem";
  CHECK(relay.apply("feeds: {}\n") == sentence);
  std::string text = policy_text("4h");
  text.insert(text.find("  acme"),
              "  clam: { kind: clamav, upstream: [\"https://clam.example\"], databases: [test],"
              " class: software, trust: [none.pem] }\n");
  CHECK(relay.apply(text) == sentence);
  const auto read = relay.desk().read(text);
  CHECK_FALSE(read.document);
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems[0].line == 2);
  CHECK_THAT(read.problems[0].sentence, Contains("feed 'clam'") && Contains("cannot be read"));
  CHECK(relay.engine->revision().number == 1);
}

TEST_CASE("a problem of a text is shown where it stands", "[app][policy]") {
  ADeskOfPolicies relay;
  const auto read = relay.desk().read(policy_text("three days"));
  CHECK_FALSE(read.document);
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems[0].severity == relay::admin::TextProblem::Severity::Error);
  CHECK(read.problems[0].line == 10);
  CHECK(read.problems[0].column == 15);
  CHECK(read.problems[0].shown ==
        "policy.yaml:10:15: expected a duration such as 90m, 12h or 3d, found 'three days'\n"
        " 10 |         soak: three days\n"
        "                    ^\n");
  CHECK(read.problems[0].missing.empty());
  const auto without_groups = relay.desk().read("feeds: {}\npaths: []\n").problems;
  CHECK(std::ranges::count(without_groups, "groups", &relay::admin::TextProblem::missing) == 1);
}

TEST_CASE("one person alone may weaken a policy", "[app][policy][proposal]") {
  ADeskOfPolicies relay;
  CHECK(relay.desk().weakened(policy_text("4h"), policy_text("1h")).size() == 1);
  CHECK(relay.apply(policy_text("1h")) == "revision 2");
}

TEST_CASE("where there are two a weaker policy waits for the second", "[app][policy][proposal]") {
  ADeskOfPolicies relay{false};
  CHECK(relay.apply(policy_text("1h")) == "proposal 1");
  CHECK(relay.engine->revision().number == 1);
  CHECK(relay.approve(1, "ann") == "ann proposed it, so somebody else must say yes");
  CHECK(relay.approve(2, "bo") == "proposal 2 is not open: proposal 1 is");
  CHECK(relay.approve(1, "bo") == "revision 2");
  CHECK(relay.in_force().text == policy_text("1h"));
  CHECK(relay.in_force().by == "ann");
  CHECK(relay.in_force().reason == "proposed by ann: as agreed; agreed by bo: as agreed");
  CHECK(relay.approve(1, "cat") == "proposal 1 is not open: none is");
}

TEST_CASE("where there are two a policy that protects as much needs one",
          "[app][policy][proposal]") {
  ADeskOfPolicies relay{false};
  CHECK(relay.apply(policy_text("4h") + "# said otherwise\n") == "revision 2");
  CHECK(relay.apply(policy_text("5h")) == "revision 3");
}

TEST_CASE("a revision in between voids what was proposed", "[app][policy][proposal]") {
  ADeskOfPolicies relay{false};
  REQUIRE(relay.apply(policy_text("1h")) == "proposal 1");
  REQUIRE(relay.apply(policy_text("2h"), "bo") == "proposal 2");
  CHECK(relay.approve(1, "cat") == "proposal 1 is not open: proposal 2 is");
  REQUIRE(relay.apply(policy_text("5h")) == "revision 2");
  CHECK(relay.approve(2, "ann") == "proposal 2 is not open: none is");
  CHECK(relay.engine->revision().number == 2);
}

TEST_CASE("the second person is one with the role of one", "[app][policy][proposal][people]") {
  ADeskOfPolicies relay{false};
  relay.know("ann", {"policy-editor", "operator"});
  relay.know("bo", {"operator"});
  CHECK(relay.apply(policy_text("3h")) == "revision 2");  // bo could not be the second.
  relay.know("cat", {"policy-editor"});
  CHECK(relay.apply(policy_text("2h")) == "proposal 1");
  CHECK(relay.approve(1, "bo") ==
        "this needs the role 'policy-editor', which you do not have everywhere");
  CHECK(relay.approve(1, "ann") == "ann proposed it, so somebody else must say yes");
  CHECK(relay.approve(1, "cat") == "revision 3");
  CHECK(relay.in_force().by == "ann");
  CHECK(relay.told_last(4) ==
        std::vector<std::string>{"cat: agreed: proposal 1: the policy; as agreed",
                                 "cat: proposal done: proposal 1: the policy; as agreed",
                                 "ann: policy revised: revision 3: sha256:" + relay.base().hex() +
                                     "; proposed by ann: as agreed; agreed by cat: as agreed"});
  CHECK(relay.wrote("ann") == 3);
  CHECK_FALSE(relay.wrote("cat"));
}

TEST_CASE("a policy waits a week for its second person", "[app][policy][proposal]") {
  ADeskOfPolicies relay{false};
  const auto begun = relay.clock.now();
  REQUIRE(relay.apply(policy_text("1h")) == "proposal 1");
  const std::string late = "proposal 1 ended at " + policy::show(begun + 7 * 24h);
  SECTION("to the second") {
    relay.clock.step_to(begun + 7 * 24h);
    CHECK(relay.approve(1, "bo") == late);
  }
  SECTION("and no longer") {
    relay.clock.step_to(begun + 7 * 24h - 1s);
    CHECK(relay.approve(1, "bo") == "revision 2");
  }
}

TEST_CASE("what is not there any more is not put in force by a yes", "[app][policy][proposal]") {
  ADeskOfPolicies relay{false};
  REQUIRE(relay.apply(policy_text("1h")) == "proposal 1");
  relay.engine->state().write([&](relay::db::Transaction& tx) {
    REQUIRE(relay::catalog::refuse(tx, 1, relay.deed("bo")));
  });
  CHECK(relay.approve(1, "cat") == "proposal 1 is not open: none is");
}

TEST_CASE("a file of the policy has no author and an applied text has its own",
          "[app][policy][people]") {
  ADeskOfPolicies relay;
  CHECK_FALSE(relay.wrote("ann"));
  REQUIRE(relay.apply(policy_text("5h"), "bo") == "revision 2");
  CHECK(relay.wrote("bo") == 2);
  REQUIRE(relay.apply(policy_text("5h") + "# said otherwise\n", "cat") == "revision 3");
  CHECK_FALSE(relay.wrote("cat"));  // No stage asks for anything else.
}

TEST_CASE("what cannot be read any more is not proved to protect as much",
          "[app][policy][proposal]") {
  ADeskOfPolicies relay{false};
  const std::vector<std::string> doubt{
      "one of the texts cannot be read any more, so nothing proves that the new one protects as "
      "much"};
  CHECK(relay.desk().weakened("window: gone\n", policy_text("4h")) == doubt);
  CHECK(relay.desk().weakened(policy_text("4h"), "window: gone\n") == doubt);
}
