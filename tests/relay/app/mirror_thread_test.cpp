#include "relay/app/mirror_thread.h"

#include <catch2/catch.hpp>
#include <condition_variable>

#include "tests/relay/app/an_engine.h"

using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using relay::app::MirrorThread;
using tests::AnEngine;
using tests::policy_text;

namespace {

const std::string kManifest = "https://acme.example/PULP_MANIFEST";

/// A vendor whose manifest is long in coming: until a test lets it go, or the round is stopped.
class ASlowVendor {
 public:
  AnEngine relay;

  ASlowVendor() {
    relay.start(policy_text());
    relay.vendor_has("a.bin", "one");
    relay.vendor.scripts[kManifest] = [this](const relay::net::Ask& ask, relay::net::Sink& sink) {
      std::unique_lock lock{mutex_};
      asked_ = true;
      changed_.notify_all();
      changed_.wait(lock, ask.stop, [this] { return answers_; });
      return tests::ScriptedFetcher::serve(relay.vendor.files.at(kManifest), ask, sink);
    };
  }

  bool is_asked() {
    std::unique_lock lock{mutex_};
    return changed_.wait_for(lock, 10s, [this] { return asked_; });
  }
  void answer() {
    const std::lock_guard lock{mutex_};
    answers_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable_any changed_;
  bool asked_ = false, answers_ = false;  ///< Guarded by mutex_.
};

}  // namespace

TEST_CASE("a round that is asked for says what came of it", "[app][mirror]") {
  ASlowVendor slow;
  MirrorThread mirror{*slow.relay.engine, AnEngine::acme(), slow.relay.log};
  slow.answer();
  auto asked = mirror.sync();
  REQUIRE(asked);
  REQUIRE(asked->wait_for(10s) == std::future_status::ready);
  const auto said = asked->get();
  REQUIRE(said);
  CHECK_THAT(*said, Contains("feed 'acme': "));
}

TEST_CASE("all that a round says is one line", "[app][mirror]") {
  ASlowVendor slow;
  MirrorThread mirror{*slow.relay.engine, AnEngine::acme(), slow.relay.log};
  slow.answer();
  for (const char* const bytes : {"one", "two"}) {
    slow.relay.vendor_has("a.bin", bytes);
    auto asked = mirror.sync();
    REQUIRE(asked);
    const auto said = asked->get();
    REQUIRE(said);
    CHECK(said->find('\n') == std::string::npos);
    // The second came so soon after the first that this is said as well.
    CHECK((said->find("; feed 'acme': ") != std::string::npos) == (bytes == std::string{"two"}));
  }
}

TEST_CASE("a second wish for a round is refused at once while the first waits", "[app][mirror]") {
  ASlowVendor slow;
  MirrorThread mirror{*slow.relay.engine, AnEngine::acme(), slow.relay.log};
  REQUIRE(slow.is_asked());
  auto first = mirror.sync();
  REQUIRE(first);
  const auto second = mirror.sync();
  REQUIRE_FALSE(second);
  CHECK(second.error() ==
        "feed 'acme': a round was asked for already and is not over; 'status' shows how it goes");
  slow.answer();
  REQUIRE(first->wait_for(10s) == std::future_status::ready);
  CHECK(mirror.sync());
}

TEST_CASE("whoever waits for a round is told when the mirror ends", "[app][mirror]") {
  ASlowVendor slow;
  auto mirror =
      std::make_unique<MirrorThread>(*slow.relay.engine, AnEngine::acme(), slow.relay.log);
  REQUIRE(slow.is_asked());
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
