#include "relay/io/periodic.h"

#include <catch2/catch.hpp>
#include <semaphore>
#include <stdexcept>

#include "tests/support/manual_clock.h"
#include "tests/support/temp_folder.h"

using namespace std::chrono_literals;
using relay::io::Level;
using relay::io::Log;
using relay::io::Periodic;

namespace {

using Rounds = std::counting_semaphore<100>;

struct Workshop {
  tests::TempFolder folder;
  tests::ManualClock clock;
  Log log{clock, Level::Debug, folder / "log"};
  std::string logged() const { return tests::read_file(folder / "log"); }
};

}  // namespace

TEST_CASE("a worker begins at once and again when it is woken", "[io][periodic]") {
  Workshop shop;
  Rounds rounds{0};
  Periodic worker{"worker", 1h, shop.log, [&](const std::stop_token&) {
                    rounds.release();
                    return std::nullopt;
                  }};
  REQUIRE(rounds.try_acquire_for(10s));
  worker.wake();
  CHECK(rounds.try_acquire_for(10s));
}

TEST_CASE("a worker stops without waiting for its pause", "[io][periodic]") {
  Workshop shop;
  Rounds rounds{0};
  std::stop_token seen;
  {
    Periodic worker{"worker", 24h, shop.log, [&](const std::stop_token& stop) {
                      seen = stop;
                      rounds.release();
                      return std::nullopt;
                    }};
    REQUIRE(rounds.try_acquire_for(10s));
  }
  CHECK(seen.stop_requested());
  CHECK_FALSE(rounds.try_acquire());
}

TEST_CASE("a round may say how long to wait until the next", "[io][periodic]") {
  Workshop shop;
  Rounds rounds{0};
  int count = 0;
  const Periodic worker{"worker", 24h, shop.log,
                        [&](const std::stop_token&) -> std::optional<Periodic::Wait> {
                          rounds.release();
                          if (++count == 1) return 0ms;
                          return std::nullopt;
                        }};
  REQUIRE(rounds.try_acquire_for(10s));
  CHECK(rounds.try_acquire_for(10s));
}

TEST_CASE("a worker that is woken during a round does another", "[io][periodic]") {
  Workshop shop;
  Rounds began{0}, go_on{0};
  Periodic worker{"worker", 24h, shop.log, [&](const std::stop_token&) {
                    began.release();
                    go_on.acquire();
                    return std::nullopt;
                  }};
  REQUIRE(began.try_acquire_for(10s));
  worker.wake();
  worker.wake();
  go_on.release();
  CHECK(began.try_acquire_for(10s));
  go_on.release(2);
}

TEST_CASE("a round that fails is logged and the next one comes", "[io][periodic]") {
  Workshop shop;
  Rounds rounds{0};
  int count = 0;
  Periodic worker{"mirror", 24h, shop.log,
                  [&](const std::stop_token&) -> std::optional<Periodic::Wait> {
                    rounds.release();
                    if (++count == 1) throw std::runtime_error{"no disk\n"};
                    return std::nullopt;
                  }};
  REQUIRE(rounds.try_acquire_for(10s));
  worker.wake();
  REQUIRE(rounds.try_acquire_for(10s));
  CHECK(shop.logged() == "2026-01-01T00:00:00Z error mirror: this round failed: no disk\\n\n");
}
