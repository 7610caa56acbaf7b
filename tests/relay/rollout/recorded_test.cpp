#include "relay/rollout/recorded.h"

#include <catch2/catch.hpp>

#include "relay/catalog/stops.h"
#include "relay/crypto/sha256.h"
#include "relay/rollout/rule_book.h"
#include "tests/relay/rollout/a_relay.h"

using namespace std::chrono_literals;
using tests::ARelay;
using tests::day;
using tests::feed;
using tests::group;

TEST_CASE("the facts of a feed are what is recorded of all its groups", "[rollout][facts]") {
  ARelay relay;
  relay.accept("3");
  relay.accept("4");
  relay.adopt({"office"}, "4");
  relay.adopt({"default"}, "3");
  relay.say(relay::catalog::ActKind::Hold, {});
  relay.say(relay::catalog::ActKind::Floor, {"office"}, "3");
  relay.state.write([&](auto& tx) { relay::catalog::stop(tx, relay.deed()); });

  const auto recorded = relay.state.read([&](auto& db) {
    return relay::rollout::read_facts(db, relay.revision.document.feeds.front());
  });
  const policy::FeedFacts& facts = recorded.facts;
  REQUIRE(facts.releases.size() == 2);
  CHECK(recorded.row({2}).release.version.text() == "4");
  CHECK(facts.releases[0].salt.value == 0xb09e6362ff15ee1cU);
  CHECK(facts.sticky.value == 0x67cfbf4a717dd5a8U);
  CHECK(facts.said.holds.size() == 1);
  CHECK(facts.of(group("office")).said.floors.size() == 1);
  CHECK(facts.of(group("office")).opening_of({2}) != nullptr);
  CHECK(facts.of(group("default")).opening_of({1}) != nullptr);
  CHECK(facts.stopped->by == "ann");
  CHECK(recorded.activations_of(group("office")).size() == 1);
}

TEST_CASE("openings stand in the order of releases whatever came first", "[rollout][facts]") {
  ARelay relay;
  relay.accept("3");
  relay.accept("4");
  relay.adopt({"office"}, "4");
  relay.say(relay::catalog::ActKind::Block, {}, "4");
  relay.adopt({"office"}, "3");
  const auto recorded = relay.state.read([&](auto& db) {
    return relay::rollout::read_facts(db, relay.revision.document.feeds.front());
  });
  const auto& openings = recorded.facts.of(group("office")).openings;
  REQUIRE(openings.size() == 2);
  CHECK(openings[0].release == policy::Sequence{1});
  CHECK(openings[1].release == policy::Sequence{2});
}

TEST_CASE("the rules of a revision are worked out once and have their digests",
          "[rollout][rules]") {
  relay::rollout::Revision revision{.number = 1,
                                    .document = tests::two_stages(),
                                    .rules = std::make_shared<relay::rollout::RuleBook>()};
  const policy::FeedRules clamav = revision.document.feeds.front();
  const auto book = rules_of(revision, clamav);
  const policy::FeedRulesOf& first = *book;
  REQUIRE(first.size() == 3);
  CHECK(first[1].first == group("office"));
  REQUIRE(first[1].second);
  CHECK(first[1].second->digest == relay::crypto::sha256(policy::canonical(*first[1].second)));

  revision.document.paths[0].stages[1].soak = 1h;
  CHECK(rules_of(revision, clamav) == book);
  revision.rules.reset();
  CHECK((*rules_of(revision, clamav))[1].second->digest != first[1].second->digest);
}
