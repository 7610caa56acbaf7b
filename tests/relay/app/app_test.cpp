#include "relay/app/app.h"

#include <catch2/catch.hpp>

#include "relay/ledger/schema.h"
#include "tests/relay/app/an_engine.h"
#include "tests/support/raw_client.h"
#include "tests/support/small_disk.h"

using Catch::Matchers::Contains;
using tests::loaded;
using tests::policy_text;

namespace {

/// What an App is made of, on ports that nobody has.
struct Ground {
  const tests::TempFolder folder;
  tests::ManualClock clock;
  tests::ScriptedFetcher vendor;
  relay::io::Log log{clock, relay::io::Level::Debug, folder / "log"};
  config::Settings settings{};

  Ground() {
    settings.data_folder = folder / "data";
    settings.store.keep_free = 1;
    settings.doors.endpoints.listen.port = settings.doors.admin.listen.port = 0;
    std::filesystem::create_directories(settings.data_folder);
  }
};

}  // namespace

TEST_CASE("a reload that cannot be recorded leaves the relay as it was", "[app]") {
  Ground ground;
  const auto& folder = ground.folder;
  relay::app::App app{ground.settings, loaded(policy_text()), ground.clock, ground.vendor,
                      ground.log};
  const auto port = app.endpoint_port();
  {
    const tests::SmallDisk full{0};
    CHECK_NOTHROW(app.revise(loaded(policy_text("1h"))));
  }
  CHECK(app.endpoint_port() == port);
  const std::string sentence = "policy revision 2 is in force";
  CHECK_THAT(tests::read_file(folder / "log"), !Contains(sentence));
  app.revise(loaded(policy_text("1h")));
  CHECK_THAT(tests::read_file(folder / "log"), Contains(sentence));
}

TEST_CASE("a reload that cannot read what was recorded leaves the relay as it was", "[app]") {
  Ground ground;
  relay::app::App app{ground.settings, loaded(policy_text()), ground.clock, ground.vendor,
                      ground.log};
  using Found = std::optional<relay::app::LoadedPolicy>;
  CHECK_NOTHROW(app.reload([](const relay::app::PolicyBefore&) -> Found {
    throw relay::db::Failure{"the disk does not answer"};
  }));
  CHECK_THAT(tests::read_file(ground.folder / "log"),
             Contains("the old policy stays in force: the disk does not answer"));
  app.revise(loaded(policy_text("1h")));
  CHECK_THAT(tests::read_file(ground.folder / "log"), Contains("policy revision 2 is in force"));
}

TEST_CASE("what the endpoints' door hears is in the ledger when the relay has ended", "[app]") {
  Ground ground;
  auto text = policy_text();
  text.insert(text.find("  - name: default"),
              "  - { name: pilot, match: [{ address: 127.0.0.0/8 }] }\n");
  {
    relay::app::App app{ground.settings, loaded(text), ground.clock, ground.vendor, ground.log};
    tests::RawClient device{app.endpoint_port()};
    CHECK(device.ask("GET /acme/agent.bin HTTP/1.1\r\nHost: h\r\n\r\n").status == 404);
  }
  relay::db::Database file{ground.settings.data_folder / "ledger.db", relay::ledger::migrations()};
  file.read([](relay::db::Connection& db) {
    const auto rows = db.query("SELECT group_id, release FROM voice");
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].get<std::string>(0) == "pilot");
    CHECK(rows[0].get<std::int64_t>(1) == 0);
  });
}

TEST_CASE("the endpoints' own certificate is made anew while the relay runs", "[app][tls]") {
  Ground ground;
  ground.settings.doors.endpoints_tls = config::Door{.listen = {.host = "127.0.0.1", .port = 0}};
  relay::app::App app{ground.settings, loaded(policy_text()), ground.clock, ground.vendor,
                      ground.log};
  const auto certificate = [&] {
    return tests::read_file(ground.settings.data_folder / "endpoints.crt");
  };
  const std::string first = certificate();
  app.reload_certificates();
  CHECK(certificate() == first);
  const std::chrono::days nearly{740};  // Of 825 that it lasts.
  ground.clock.advance(nearly);
  app.reload_certificates();
  const std::string second = certificate();
  CHECK(second != first);

  // Nobody says anything, but the next turn looks.
  ground.clock.advance(nearly);
  app.revise(loaded(policy_text("1h")));
  tests::RawClient waiting{app.endpoint_port()};
  std::string third = second;
  for (int i = 0; i < 1'000 && (third == second || third.empty()); ++i) {
    waiting.readable_within(std::chrono::milliseconds{10});
    third = certificate();
  }
  CHECK(third != second);

  ground.clock.step_to(ground.clock.now() + nearly);  // Which nobody believes.
  app.reload_certificates();
  CHECK(certificate() == third);
  CHECK_THAT(tests::read_file(ground.folder / "log"), !Contains("keeps its certificate"));
}
