#include "relay/crypto/random.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <limits>
#include <set>

using namespace std::chrono_literals;
using relay::crypto::random_below;
using relay::crypto::random_token;

TEST_CASE("a token is recognised by its prefix and no two are the same", "[crypto][random]") {
  std::set<std::string> tokens;
  std::set<char> characters;
  for (int i = 0; i < 200; ++i) {
    const std::string token = random_token();
    CHECK(token.starts_with("sluice_"));
    CHECK(token.size() == 7 + 43);
    CHECK(std::ranges::all_of(token, [](char c) {
      return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
    }));
    characters.insert(token.begin() + 7, token.end());
    tokens.insert(token);
  }
  CHECK(tokens.size() == 200);
  CHECK(characters.size() == 64);  // 8,600 of 64 that are equally likely
}

TEST_CASE("random bytes fill the room and nothing beside it", "[crypto][random]") {
  std::array<std::byte, 66> room{};
  relay::crypto::random_bytes(std::span{room}.subspan(1, 64));
  CHECK(room.front() == std::byte{0});
  CHECK(room.back() == std::byte{0});
  CHECK(std::ranges::count(room, std::byte{0}) < 20);
}

TEST_CASE("a random number is below its limit and may be any of them", "[crypto][random]") {
  std::array<int, 6> seen{};
  for (int i = 0; i < 6'000; ++i) ++seen.at(random_below(6));
  for (const int count : seen) {
    CHECK(count > 700);
    CHECK(count < 1'300);
  }
  CHECK(random_below(1) == 0);
  CHECK(random_below(std::numeric_limits<std::uint64_t>::max()) <
        std::numeric_limits<std::uint64_t>::max());
}

TEST_CASE("no part of a large limit is favoured", "[crypto][random]") {
  // Taking 64 bits modulo 3 * 2^62 would give the lowest third twice as often as the others.
  constexpr std::uint64_t kThird = std::uint64_t{1} << 62;
  int lowest = 0;
  for (int i = 0; i < 3'000; ++i) lowest += random_below(3 * kThird) < kThird ? 1 : 0;
  CHECK(lowest > 800);
  CHECK(lowest < 1'200);
}

TEST_CASE("jitter stays between nothing and the most", "[crypto][random]") {
  CHECK(relay::crypto::jitter(0s) == 0s);
  std::set<policy::Span> seen;
  for (int i = 0; i < 200; ++i) seen.insert(relay::crypto::jitter(2s));
  CHECK(seen == std::set<policy::Span>{0s, 1s, 2s});
}
