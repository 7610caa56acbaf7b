#include "relay/app/audit_secrets.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "relay/catalog/stops.h"
#include "tests/relay/app/an_engine.h"

using Catch::Matchers::Contains;
using tests::AnEngine;
using tests::policy_text;
using tests::read_file;

namespace {

namespace fs = std::filesystem;

std::string why_not_started(AnEngine& relay) {
  try {
    relay.start(policy_text());
  } catch (const std::runtime_error& failure) {
    return failure.what();
  }
  return "it started";
}

mode_t mode_of(const fs::path& file) {
  struct stat facts {};
  REQUIRE(::stat(file.c_str(), &facts) == 0);
  return facts.st_mode & 0777;
}

}  // namespace

TEST_CASE("the keys of the audit are made once and are nobody else's", "[app][audit]") {
  AnEngine relay;
  relay.start(policy_text());
  const fs::path key = relay.data() / "audit.key", signing = relay.data() / "audit.sign.key";
  const std::string made = read_file(key), signs = read_file(signing);
  CHECK(made.size() == 65);
  CHECK(mode_of(key) == 0600);
  CHECK(mode_of(signing) == 0600);
  const auto head = relay.engine->audit().head();
  CHECK(head.number > 0);
  relay.start(policy_text());
  CHECK(read_file(key) == made);
  CHECK(read_file(signing) == signs);
  CHECK(relay.engine->audit().head() == head);
  CHECK_THAT(read_file(relay.data() / "audit.heads"), Contains(" " + head.text() + " "));
  CHECK_THAT(relay.logged(), Contains(" notice audit head " + head.text() + "\n"));
}

TEST_CASE("without the audit's own key nothing starts", "[app][audit]") {
  AnEngine relay;
  relay.start(policy_text());
  relay.engine.reset();
  const fs::path key = relay.data() / "audit.key";
  const std::string made = read_file(key);
  fs::remove(key);
  CHECK(why_not_started(relay) ==
        key.string() + " is not there, and the audit is sealed with it; put it back");
  CHECK_FALSE(fs::exists(key));
  tests::write_file(key, std::string(64, 'a') + "\n");
  CHECK_THAT(why_not_started(relay), Contains("the audit is sealed with another key"));
  tests::write_file(key, made.substr(0, 63));
  CHECK_THAT(why_not_started(relay), Contains(" is too short for the key of an audit; "));
  tests::write_file(key, made);
  CHECK(why_not_started(relay) == "it started");
}

TEST_CASE("an act that cannot be sealed is not done", "[app][audit]") {
  AnEngine relay;
  relay.start(policy_text());
  auto& state = relay.engine->state();
  const auto stop = [&] {
    state.write([&](relay::db::Transaction& tx) {
      relay::catalog::stop(tx, {.at = relay.clock.now(), .actor = "ann", .reason = "because"});
    });
  };
  state.write([](relay::db::Transaction& tx) {
    tx.run(
        "CREATE TRIGGER no_seal BEFORE INSERT ON audit_seal"
        " BEGIN SELECT RAISE(ABORT, 'the seal fails'); END");
  });
  CHECK_THROWS_WITH(stop(), Contains("the seal fails"));
  const auto stopped = [](relay::db::Connection& db) { return relay::catalog::stopped(db); };
  CHECK_FALSE(state.read(stopped));
  state.write([](relay::db::Transaction& tx) { tx.run("DROP TRIGGER no_seal"); });
  stop();
  CHECK(state.read(stopped));
}
