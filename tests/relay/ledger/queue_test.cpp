#include "relay/ledger/queue.h"

#include <catch2/catch.hpp>

#include <thread>

#include "tests/relay/ledger/a_book.h"

using relay::ledger::Queue;
using relay::ledger::Sighting;

namespace {

Sighting sighting(std::uint64_t device) {
  return {.feed = tests::acme(), .group = tests::group("pilot"), .voice = {device}};
}

}  // namespace

TEST_CASE("a queue gives back what was put in its order", "[ledger]") {
  Queue queue{2};
  CHECK(queue.take() == std::nullopt);
  queue.put(sighting(1));
  queue.put(sighting(2));
  CHECK(queue.take() == sighting(1));
  queue.put(sighting(3));
  CHECK(queue.take() == sighting(2));
  CHECK(queue.take() == sighting(3));
  CHECK(queue.take() == std::nullopt);
  CHECK(queue.lost() == 0);
}

TEST_CASE("what finds no room in a queue is lost and counted", "[ledger]") {
  Queue queue{2};
  for (std::uint64_t device = 1; device <= 5; ++device) queue.put(sighting(device));
  CHECK(queue.lost() == 3);
  CHECK(queue.lost() == 0);
  CHECK(queue.take() == sighting(1));
  CHECK(queue.take() == sighting(2));
  CHECK(queue.take() == std::nullopt);
}

TEST_CASE("one thread may put while another takes", "[ledger]") {
  constexpr std::uint64_t kAll = 20'000;
  Queue queue{64};
  std::atomic<bool> done = false;
  std::uint64_t taken = 0, lost = 0, last = 0;
  bool in_order = true;
  const auto drain = [&] {
    while (const auto next = queue.take()) {
      in_order = in_order && next->voice.value > last;
      last = next->voice.value;
      ++taken;
    }
    lost += queue.lost();
  };
  std::jthread loop{[&] {
    for (std::uint64_t device = 1; device <= kAll; ++device) queue.put(sighting(device));
    done = true;
  }};
  while (!done) drain();
  loop.join();
  drain();
  CHECK(in_order);
  CHECK(taken + lost == kAll);
  CHECK(taken >= 64);
}
