#include "relay/io/coalesced.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <future>
#include <stdexcept>
#include <thread>
#include <vector>

using relay::io::Coalesced;

namespace {

/// Work that is busy until it is let go, and others who ask for it meanwhile.
struct Busy {
  Coalesced<int> shared;
  std::atomic<int> done{0};
  std::promise<void> begun;
  std::promise<void> let_go;
  std::vector<std::future<int>> asked;

  int work() { return ++done; }
  std::future<int> ask() {
    return std::async(std::launch::async, [this] { return shared.run([this] { return work(); }); });
  }
  /// The first, with `ending` at its end, and then so many who wait.
  template <class Ending>
  std::future<int> begin(std::size_t others, Ending ending) {
    auto first = std::async(std::launch::async, [this, ending] {
      return shared.run([this, ending] {
        begun.set_value();
        let_go.get_future().wait();
        ending();
        return work();
      });
    });
    begun.get_future().wait();
    for (std::size_t i = 0; i < others; ++i) asked.push_back(ask());
    while (shared.waiting() < others) std::this_thread::yield();
    let_go.set_value();
    return first;
  }
};

}  // namespace

TEST_CASE("who asks while work is busy shares the next", "[io][coalesced]") {
  Busy busy;
  CHECK(busy.begin(8, [] {}).get() == 1);
  for (auto& one : busy.asked) CHECK(one.get() == 2);
  CHECK(busy.done == 2);
}

TEST_CASE("who asks while nobody is busy does it himself", "[io][coalesced]") {
  Busy busy;
  CHECK(busy.shared.run([&] { return busy.work(); }) == 1);
  CHECK(busy.shared.run([&] { return busy.work(); }) == 2);
  CHECK(busy.shared.waiting() == 0);
}

TEST_CASE("what fails is one asker's and another tries", "[io][coalesced]") {
  Busy busy;
  auto first = busy.begin(3, [] { throw std::runtime_error{"the disk is full"}; });
  CHECK_THROWS_WITH(first.get(), "the disk is full");
  for (auto& one : busy.asked) CHECK(one.get() == 1);
  CHECK(busy.shared.run([&] { return busy.work(); }) == 2);
}

TEST_CASE("nobody gets work that began before he asked", "[io][coalesced]") {
  Coalesced<int> shared;
  std::atomic<int> facts{0};
  std::atomic<bool> stale{false};
  std::vector<std::thread> all;
  for (int i = 0; i < 4; ++i) {
    all.emplace_back([&] {
      for (int k = 0; k < 500; ++k) {
        const int mine = ++facts;
        if (shared.run([&] { return facts.load(); }) < mine) stale = true;
      }
    });
  }
  for (std::thread& one : all) one.join();
  CHECK_FALSE(stale);
}
