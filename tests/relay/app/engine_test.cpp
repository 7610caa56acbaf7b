#include "relay/app/engine.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "relay/catalog/checks.h"
#include "tests/relay/app/an_engine.h"
#include "tests/support/small_disk.h"
#include "tests/support/test_identity.h"

using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using tests::AnEngine;
using tests::policy_text;
using tests::SmallDisk;

TEST_CASE("what is recorded along with a revision can refuse it whole", "[app][engine]") {
  AnEngine relay;
  relay.start(policy_text("1h"));
  auto next = tests::loaded(policy_text("2h"));
  next.authors = {"ann"};
  next.along = [](relay::db::Transaction&) -> policy::Result<policy::Done, std::string> {
    return policy::Refused{std::string{"nobody agreed"}};
  };
  const auto refused = relay.engine->revise(next, {.at = relay.clock.now(), .actor = "ann"});
  REQUIRE_FALSE(refused);
  CHECK(refused.error() == "nobody agreed");
  CHECK(relay.engine->revision().number == 1);
  CHECK(relay.revise(policy_text("2h")));
}

TEST_CASE("a policy that cannot be recorded changes nothing", "[app][engine]") {
  AnEngine relay;
  relay.start(policy_text());
  {
    const SmallDisk full{0};
    CHECK_THROWS_AS(relay.revise(policy_text("1h", "other")), relay::db::Failure);
  }
  CHECK(relay.engine->revision().number == 1);
  CHECK(relay.engine->revision().document.feeds.front().id == AnEngine::acme());
  CHECK(relay.engine->feeds() == std::vector{AnEngine::acme()});
  REQUIRE(relay.revise(policy_text("1h", "other")));
  CHECK(relay.engine->revision().number == 2);
}

TEST_CASE("a policy whose turn fails is in force and the next turn tries again", "[app][engine]") {
  AnEngine relay;
  relay.start(policy_text("1h"));
  relay.vendor_has("a.bin", "one");
  relay.engine->round(AnEngine::acme());
  const auto alter = [&](auto change) { relay.engine->state().write(change); };
  alter([](relay::db::Transaction& tx) { tx.run("ALTER TABLE approval RENAME TO unreadable"); });
  CHECK(relay.revise(policy_text("2h")));
  CHECK(relay.engine->revision().number == 2);
  CHECK_THAT(relay.logged(), Contains("error nothing new opens until the next turn, for this one"
                                      " failed: "));
  alter([](relay::db::Transaction& tx) { tx.run("ALTER TABLE unreadable RENAME TO approval"); });
  CHECK(relay.engine->turn() == relay.clock.now() + 2h);
}

TEST_CASE("a relay starts on a full disk and serves what was let through", "[app][engine]") {
  AnEngine relay;
  relay.start(policy_text("1h"));
  relay.vendor_has("a.bin", "one");
  relay.engine->round(AnEngine::acme());
  relay.clock.advance(1h);
  relay.engine->turn();
  REQUIRE(relay.served() == 1);
  relay.vendor_has("b.bin", "two");
  relay.engine->round(AnEngine::acme());
  relay.clock.advance(1h);  // The second release would open now.
  {
    const SmallDisk full{0};
    relay.start(policy_text("1h"));
    CHECK(relay.served() == 1);
    CHECK_THROWS_AS(relay.engine->turn(), relay::db::Failure);
    CHECK(relay.served() == 1);
  }
  relay.engine->turn();
  CHECK(relay.served() == 2);
}

TEST_CASE("a time that cannot be noted does not keep a turn from being made", "[app][engine]") {
  AnEngine relay;
  relay.start(policy_text());
  relay.clock.advance(1h);
  {
    const SmallDisk small{512};  // Of the log there is room for lines, of the catalog for nothing.
    CHECK_NOTHROW(relay.engine->turn());
    CHECK_NOTHROW(relay.engine->turn());
  }
  const auto log = relay.logged();
  const auto said = log.find("the highest time seen cannot be noted");
  CHECK(said != std::string::npos);
  CHECK(said == log.rfind("the highest time seen cannot be noted"));
}

TEST_CASE("a round that changed something tells who turns when time comes", "[app][engine]") {
  AnEngine relay;
  relay.start(policy_text("1h"));
  relay.turned = 0;
  relay.engine->turn();
  CHECK(relay.turned == 0);
  relay.vendor_has("a.bin", "one");
  relay.engine->round(AnEngine::acme());
  CHECK(relay.turned == 1);
  CHECK(relay.engine->turn() == relay.clock.now() + 1h);
  relay.engine->turn_now();
  CHECK(relay.turned == 2);
  REQUIRE(relay.revise(policy_text("2h")));
  CHECK(relay.turned == 3);
}

TEST_CASE("a round that the disk broke off is recorded as a failed check", "[app][engine]") {
  AnEngine relay;
  relay.start(policy_text());
  relay.vendor_has("a.bin", "one");
  relay.engine->round(AnEngine::acme());
  const auto good = relay.clock.now();
  relay.clock.advance(1h);
  relay.vendor_has("b.bin", "two");
  std::filesystem::remove_all(relay.data() / "store" / "drafts");
  CHECK_THROWS_AS(relay.engine->round(AnEngine::acme()), std::system_error);
  const auto check = relay.engine->state().read(
      [](relay::db::Connection& db) { return relay::catalog::check(db, AnEngine::acme()); });
  REQUIRE(check);
  CHECK_FALSE(check->succeeded);
  CHECK(check->failures == 1);
  CHECK(check->succeeded_at == good);
  CHECK(check->at == good + 1h);
  CHECK_THAT(check->outcome, Contains("No such file or directory"));
}

TEST_CASE("a feed that cannot be mirrored at start is served from the revision in force",
          "[app][engine]") {
  AnEngine relay;
  const auto trust = relay.folder / "roots.pem";
  const std::string text = policy_text();
  const std::string with_trust =
      "feeds:\n  clam: { kind: clamav, upstream: [\"https://clam.example\"], databases: [test],"
      " class: software, trust: [\"" +
      trust.string() + "\"] }\n" + text.substr(text.find("  acme"));
  CHECK_THROWS_WITH(relay.start(with_trust), Contains("roots.pem: cannot be read"));
  tests::TestIdentity{"DNS:clam.example"}.write_certificate(trust);
  relay.start(with_trust);
  CHECK(relay.engine->feeds().size() == 2);
  std::filesystem::remove(trust);
  CHECK_FALSE(relay.revise(with_trust));
  CHECK(relay.engine->feeds().size() == 2);
  relay.start(with_trust);
  CHECK(relay.engine->feeds() == std::vector{AnEngine::acme()});
  CHECK(relay.engine->revision().document.feeds.size() == 2);
  CHECK_THAT(relay.logged(), Contains("error feed 'clam'") && Contains("not mirrored"));
}

TEST_CASE("a clock is confirmed by a person and that is recorded", "[app][engine][time]") {
  AnEngine relay;
  relay.start(policy_text());
  const relay::catalog::Deed deed{.actor = "ann", .reason = "it was off all summer"};
  const auto needless = relay.engine->confirm_clock(deed);
  REQUIRE_FALSE(needless);
  CHECK_THAT(needless.error(), Contains("the clock is trusted"));

  relay.clock.advance(24h * 8);
  relay.start(policy_text());
  CHECK_THAT(relay.engine->clock_suspect().value(), Contains("8d after the last time"));
  relay.vendor_has("a.bin", "one");
  relay.engine->round(AnEngine::acme());
  CHECK(relay.served() == 0);
  relay.start(policy_text());
  CHECK(relay.engine->clock_suspect());

  REQUIRE(relay.engine->confirm_clock(deed));
  CHECK_FALSE(relay.engine->clock_suspect());
  CHECK(relay.served() == 1);
  const auto rows = relay.engine->state().read(
      [](relay::db::Connection& db) { return relay::catalog::audit_rows(db, 0, 10); });
  const auto confirmed =
      std::ranges::find(rows, "clock confirmed", &relay::catalog::AuditRow::action);
  REQUIRE(confirmed != rows.end());
  CHECK(confirmed->actor == "ann");
  CHECK(confirmed->at == relay.clock.now());
  relay.start(policy_text());
  CHECK_FALSE(relay.engine->clock_suspect());
}
