#include "relay/app/mirror_thread.h"

#include <catch2/catch.hpp>
#include <semaphore>

#include "tests/relay/app/an_engine.h"

using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using relay::app::MirrorThread;
using tests::AnEngine;
using tests::policy_text;

namespace {

const std::string kManifest = "https://acme.example/PULP_MANIFEST";
constexpr int kPlenty = 100;  // More answers than any test's rounds ask for.

/// A vendor whose manifest is long in coming: until a test lets it go, or the round is stopped.
struct ASlowVendor {
  AnEngine relay;
  std::counting_semaphore<1000> asked{0}, go_on{0};

  ASlowVendor() {
    relay.start(policy_text());
    relay.vendor_has("a.bin", "one");
    relay.vendor.scripts[kManifest] = [this](const relay::net::Ask& ask, relay::net::Sink& sink) {
      asked.release();
      const std::stop_callback stopped{ask.stop, [this] { go_on.release(); }};
      go_on.acquire();
      return tests::ScriptedFetcher::serve(relay.vendor.files.at(kManifest), ask, sink);
    };
  }
};

}  // namespace

TEST_CASE("a round that is asked for says what came of it", "[app][mirror]") {
  ASlowVendor slow;
  MirrorThread mirror{*slow.relay.engine, AnEngine::acme(), slow.relay.log};
  slow.go_on.release(kPlenty);
  auto asked = mirror.sync();
  REQUIRE(asked);
  REQUIRE(asked->wait_for(10s) == std::future_status::ready);
  const auto said = asked->get();
  REQUIRE(said);
  CHECK_THAT(*said, Contains("feed 'acme': "));
}

TEST_CASE("a second wish for a round is refused at once while the first waits", "[app][mirror]") {
  ASlowVendor slow;
  MirrorThread mirror{*slow.relay.engine, AnEngine::acme(), slow.relay.log};
  REQUIRE(slow.asked.try_acquire_for(10s));
  auto first = mirror.sync();
  REQUIRE(first);
  const auto second = mirror.sync();
  REQUIRE_FALSE(second);
  CHECK(second.error() ==
        "feed 'acme': a round was asked for already and is not over; 'status' shows how it goes");
  slow.go_on.release(kPlenty);
  REQUIRE(first->wait_for(10s) == std::future_status::ready);
  CHECK(mirror.sync());
}

TEST_CASE("whoever waits for a round is told when the mirror ends", "[app][mirror]") {
  ASlowVendor slow;
  auto mirror =
      std::make_unique<MirrorThread>(*slow.relay.engine, AnEngine::acme(), slow.relay.log);
  REQUIRE(slow.asked.try_acquire_for(10s));
  auto asked = mirror->sync();
  REQUIRE(asked);
  mirror.reset();
  REQUIRE(asked->wait_for(0s) == std::future_status::ready);
  const auto said = asked->get();
  REQUIRE_FALSE(said);
  CHECK_THAT(said.error(), Contains("the round was broken off"));
}

TEST_CASE("a round that fails says why to whoever waits for it", "[app][mirror]") {
  AnEngine relay;
  relay.start(policy_text());
  relay.engine->round(AnEngine::acme());  // The next is due in minutes at the earliest.
  relay.vendor_has("a.bin", "one");
  std::filesystem::remove_all(relay.data() / "store" / "drafts");
  MirrorThread mirror{*relay.engine, AnEngine::acme(), relay.log};
  auto asked = mirror.sync();
  REQUIRE(asked);
  REQUIRE(asked->wait_for(10s) == std::future_status::ready);
  const auto said = asked->get();
  REQUIRE_FALSE(said);
  CHECK_THAT(said.error(), Contains("feed 'acme': the round failed: ") && Contains("drafts"));
}
