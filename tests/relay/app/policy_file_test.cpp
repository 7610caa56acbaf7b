#include "relay/app/policy_file.h"

#include <catch2/catch.hpp>

#include "tests/relay/app/an_engine.h"
#include "tests/support/small_disk.h"

using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using tests::AnEngine;
using tests::policy_text;

namespace {

/// An engine that takes its policy from a file, as `sluice run` does.
struct AFile : AnEngine {
  const std::filesystem::path file = folder / "policy.yaml";
  std::string said{};

  AFile() {
    write(policy_text("1h"));
    start(policy_text("1h"), file.string());
  }
  void write(const std::string& text) const { tests::write_file(file, text); }
  /// The process ends and begins again, and reads the file.
  void restart() {
    const auto found = relay::app::find_policy(file, relay::app::policy_before(engine->state()));
    REQUIRE(found);
    said = found->said;
    start(found->policy.text, found->policy.file);
  }
  /// A person's text comes into force.
  void apply(const std::string& text) {
    REQUIRE(engine->revise(tests::loaded(text),
                           {.at = clock.now(), .actor = "bo", .reason = "faster"}));
  }
  /// A text was in force once, whether or not it can be read now.
  void record(const std::string& text) {
    engine->state().write([&](relay::db::Transaction& tx) {
      relay::catalog::revise(tx, text, relay::crypto::sha256(text),
                             {.at = clock.now(), .actor = "bo", .reason = "holidays"});
    });
  }
  std::int64_t number() const { return engine->revision().number; }
  policy::Span soak() const {
    return engine->revision().document.paths.front().stages.front().soak;
  }
};

}  // namespace

TEST_CASE("an applied policy survives a restart with an unchanged file", "[app][policy]") {
  AFile relay;
  relay.restart();
  CHECK(relay.number() == 1);
  CHECK(relay.said.empty());
  relay.apply(policy_text("2h"));
  relay.restart();
  CHECK(relay.number() == 2);
  CHECK(relay.soak() == 2h);
  CHECK(relay.said == relay.file.string() +
                          " has not changed since it was read: revision 2 stays in force, which bo"
                          " applied at 2026-01-01 00:00 UTC");
  relay.restart();
  CHECK(relay.number() == 2);
}

TEST_CASE("a changed policy file is the next revision whatever was applied", "[app][policy]") {
  AFile relay;
  relay.apply(policy_text("2h"));
  relay.write(policy_text("3h"));
  relay.restart();
  CHECK(relay.number() == 3);
  CHECK(relay.soak() == 3h);
  CHECK(relay.said.empty());
  relay.write(policy_text("1h"));  // As it was at first, but not as it was read last.
  relay.restart();
  CHECK(relay.number() == 4);
  CHECK(relay.soak() == 1h);
}

TEST_CASE("a file that got the applied text is no new revision and counts from then on",
          "[app][policy]") {
  AFile relay;
  relay.apply(policy_text("2h"));
  relay.write(policy_text("2h"));
  relay.restart();
  CHECK(relay.number() == 2);
  CHECK(relay.said.empty());
  const auto file_of = [&](std::int64_t number) {
    return relay.engine->state().read(
        [&](relay::db::Connection& db) { return relay::catalog::file_of_revision(db, number); });
  };
  CHECK(file_of(2) == relay.file.string());
  relay.write(policy_text("1h"));
  relay.restart();
  CHECK(relay.number() == 3);
}

TEST_CASE("a policy file that does not check or cannot be read is refused", "[app][policy]") {
  AFile relay;
  const auto before = relay::app::policy_before(relay.engine->state());
  relay.write("feeds: {}\n");
  const auto bad = relay::app::find_policy(relay.file, before);
  REQUIRE_FALSE(bad);
  CHECK_THAT(bad.error().report, Contains("policy.yaml:1:"));
  std::filesystem::remove(relay.file);
  const auto gone = relay::app::find_policy(relay.file, before);
  REQUIRE_FALSE(gone);
  CHECK_THAT(gone.error().report, Contains("cannot be read"));
}

TEST_CASE("a reading that could not be noted is noted with the next revision", "[app][policy]") {
  AFile relay;
  relay.apply(policy_text("2h"));
  relay.write(policy_text("2h"));
  {
    const tests::SmallDisk full{0};
    REQUIRE(relay.engine->revise(tests::loaded(policy_text("2h"), relay.file.string()),
                                 {.at = relay.clock.now(), .actor = "machine"}));
  }
  relay.apply(policy_text("3h"));
  relay.restart();
  CHECK(relay.number() == 3);
  CHECK(relay.soak() == 3h);
  CHECK_THAT(relay.said, Contains("has not changed since it was read: revision 3 stays"));
}

TEST_CASE("a relay starts with the file's text and stopped where the applied one is unreadable",
          "[app][policy]") {
  AFile relay;
  const auto days = relay.folder / "days.ics";
  const std::string applied = policy_text("2h") +
                              "calendars:\n  c: { zone: UTC, closed: [{ ics: \"" + days.string() +
                              "\" }] }\n";
  relay.record(applied);
  auto before = relay::app::policy_before(relay.engine->state());
  const auto counts = relay::app::find_policy(relay.file, before);
  REQUIRE_FALSE(counts);
  const std::string what = "revision 2, which bo applied, does not check any more";
  CHECK(counts.error().what == what);
  CHECK_THAT(counts.error().report, Contains("days.ics: cannot be read"));

  const auto start = relay::app::policy_to_start(relay.file, before);
  REQUIRE(start);
  CHECK(start->policy.text == policy_text("1h"));
  CHECK(start->policy.file == relay.file.string());
  CHECK(start->said == what + ": the policy file's text takes its place, and all is stopped");
  CHECK(start->stop == what + ", so the policy file's text took its place");
  CHECK(start->report == counts.error().report);

  relay.write("feeds: {}\n");  // It counts now, and does not check either.
  const auto neither = relay::app::policy_to_start(relay.file, before);
  REQUIRE_FALSE(neither);
  CHECK(neither.error().what == "the policy file does not check, and " + what);
  before.in_force.reset();
  const auto none = relay::app::policy_to_start(relay.file, before);
  REQUIRE_FALSE(none);
  CHECK(none.error().what == "the policy file does not check, and no revision is in force");
}

TEST_CASE("a relay whose file does not check starts with the revision in force", "[app][policy]") {
  AFile relay;
  relay.write("feeds: {}\n");
  const auto start =
      relay::app::policy_to_start(relay.file, relay::app::policy_before(relay.engine->state()));
  REQUIRE(start);
  CHECK(start->policy.text == policy_text("1h"));
  CHECK(start->policy.file.empty());
  CHECK(start->said ==
        "the policy file does not check: the revision that was in force before stays");
  CHECK(start->stop.empty());
}
