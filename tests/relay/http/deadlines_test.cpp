#include "relay/http/deadlines.h"

#include <catch2/catch.hpp>
#include <memory>
#include <vector>

using namespace std::chrono_literals;
using relay::http::Deadline;
using relay::http::Deadlines;

namespace {

using Clock = Deadlines::Clock;

/// Deadlines, and how often each has rung.
struct Bells {
  Deadlines all;
  int rung = 0;
  std::function<void()> ring = [this] { ++rung; };
};

}  // namespace

TEST_CASE("a deadline rings once and within a tick after it is due", "[http][deadlines]") {
  Bells bells;
  Deadline one{bells.all, bells.ring};
  const auto span = GENERATE(0ms, 1ms, 99ms, 1'000ms, 6'300ms, 6'400ms, 6'500ms, 86'400'000ms);
  CAPTURE(span.count());
  const auto before = Clock::now();
  bells.all.at(before);
  one.set(span);
  // Looked at as often as the loop would.
  auto now = before;
  for (int looks = 0; bells.rung == 0 && looks < 20'000; ++looks) {
    const auto next = bells.all.until_next(now);
    REQUIRE(next);
    now += std::max(*next, 1ms);
    bells.all.ring(now);
  }
  CHECK(bells.rung == 1);
  CHECK(now >= before + span);
  CHECK(now <= before + span + 2 * Deadlines::kTick);
  bells.all.ring(now + 1h);
  CHECK(bells.rung == 1);
  CHECK_FALSE(bells.all.until_next(now + 1h));
}

TEST_CASE("what was set last counts", "[http][deadlines]") {
  Bells bells;
  Deadline one{bells.all, bells.ring};
  const auto now = Clock::now();
  one.set(1s);
  one.set(3s);
  bells.all.ring(now + 2s);
  CHECK(bells.rung == 0);
  one.set(10ms);
  bells.all.ring(now + 2'900ms);
  CHECK(bells.rung == 1);
  one.set(1s);
  one.clear();
  bells.all.ring(now + 10s);
  CHECK(bells.rung == 1);
}

TEST_CASE("a deadline that is gone does not ring", "[http][deadlines]") {
  Bells bells;
  const auto now = Clock::now();
  std::vector<std::unique_ptr<Deadline>> many;
  for (int i = 0; i < 10; ++i) {
    many.push_back(std::make_unique<Deadline>(bells.all, bells.ring));
    many.back()->set(1s);
  }
  // One that rings takes others with it.
  Deadline first{bells.all, [&many] { many.resize(4); }};
  first.set(500ms);
  bells.all.ring(now + 10s);
  CHECK(bells.rung == 4);
}

TEST_CASE("a deadline may set itself again when it rings", "[http][deadlines]") {
  Deadlines all;
  int rung = 0;
  std::unique_ptr<Deadline> one;
  one = std::make_unique<Deadline>(all, [&] { one->set(++rung * 1h); });
  const auto now = Clock::now();
  one->set(1s);
  all.ring(now + 30min);
  CHECK(rung == 1);
  all.ring(now + 89min);
  CHECK(rung == 1);
  all.ring(now + 91min);
  CHECK(rung == 2);
}
