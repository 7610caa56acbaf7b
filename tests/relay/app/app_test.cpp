#include "relay/app/app.h"

#include <catch2/catch.hpp>

#include "tests/relay/app/an_engine.h"
#include "tests/support/small_disk.h"

using Catch::Matchers::Contains;
using tests::loaded;
using tests::policy_text;

TEST_CASE("a reload that cannot be recorded leaves the relay as it was", "[app]") {
  const tests::TempFolder folder;
  tests::ManualClock clock;
  tests::ScriptedFetcher vendor;
  relay::io::Log log{clock, relay::io::Level::Debug, folder / "log"};
  config::Settings settings;
  settings.data_folder = folder / "data";
  settings.store.keep_free = 1;
  settings.endpoints.listen = settings.admin.listen = {.host = "127.0.0.1", .port = 0};
  std::filesystem::create_directories(settings.data_folder);
  relay::app::App app{settings, loaded(policy_text()), clock, vendor, log};
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
