#include "relay/io/guarded.h"

#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

using relay::io::Guarded;

TEST_CASE("a guarded value loses no change of any thread", "[io][guarded]") {
  Guarded<int> sum{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&sum] {
        for (int k = 0; k < 1'000; ++k) sum.with([](int& value) { ++value; });
      });
    }
  }
  CHECK(sum.with([](int& value) { return value; }) == 4'000);
}

TEST_CASE("no reference gets out of the lock", "[io][guarded]") {
  const Guarded<std::string> text{"kept"};
  const auto read = [](const std::string& value) -> const std::string& { return value; };
  STATIC_REQUIRE(std::is_same_v<decltype(text.with(read)), std::string>);
  CHECK(text.with(read) == "kept");
}
