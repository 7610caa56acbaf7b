#include "relay/serve/leases.h"

#include <catch2/catch.hpp>

#include <set>

#include "tests/relay/serve/a_world.h"

using namespace std::chrono_literals;
using relay::serve::Lease;
using relay::serve::Leases;

namespace {

Lease lease(std::uint64_t release) {
  return {.release = {release}};
}

struct ALeaseTable {
  tests::ManualClock clock{tests::day(3)};
  Leases leases{clock, 512};

  Leases::Holder holder(const std::string& device, const char* agent = "a", const char* group = "g",
                        const char* feed = "f") const {
    const auto in = tests::group(group);
    const auto of = *policy::FeedId::parse(feed);
    return leases.holder({device, {}, agent, in, of});
  }
  Leases::Holder by_address(const std::string& address, const std::string& agent) const {
    const auto in = tests::group("g");
    const auto of = *policy::FeedId::parse("f");
    return leases.holder({{}, *policy::Address::parse(address), agent, in, of});
  }
  /// A lease that begins now; the release that it takes the place of, 0 for none.
  std::uint64_t begin(Leases::Holder holder, std::uint64_t release) {
    auto next = lease(release);
    next.begun = leases.now();
    return settle(holder, next);
  }
  std::uint64_t held(Leases::Holder holder) { return settle(holder, std::nullopt); }
  std::uint64_t settle(Leases::Holder holder, const std::optional<Lease>& next) {
    std::uint64_t found = 0;
    leases.settle(holder, leases.now(), [&](const std::optional<Lease>& running) {
      if (running) found = running->release.number;
      return next;
    });
    return found;
  }
  void renew(Leases::Holder holder, std::uint64_t release) {
    leases.renew(holder, {release}, clock.since_boot() - 1ms);
  }
};

}  // namespace

TEST_CASE("a lease runs for its span and no longer", "[serve][lease]") {
  ALeaseTable t;
  const auto holder = t.holder("1");
  CHECK(t.held(holder) == 0);
  t.begin(holder, 7);
  t.clock.advance(59s);
  CHECK(t.held(holder) == 7);
  t.clock.advance(1s);
  CHECK(t.held(holder) == 0);
}

TEST_CASE("a lease that is used runs on", "[serve][lease]") {
  ALeaseTable t;
  const auto holder = t.holder("1");
  t.begin(holder, 7);
  for (int i = 0; i < 3; ++i) {
    t.clock.advance(59s);
    REQUIRE(t.settle(holder, lease(7)) == 7);
  }
  t.clock.advance(60s);
  CHECK(t.held(holder) == 0);
}

TEST_CASE("a wall clock that is set changes no lease", "[serve][lease]") {
  ALeaseTable t;
  const auto holder = t.holder("1");
  t.begin(holder, 7);
  t.clock.step_to(tests::day(0));
  CHECK(t.held(holder) == 7);
  t.clock.step_to(tests::day(300));
  CHECK(t.held(holder) == 7);
}

TEST_CASE("whoever changes a lease is told the one before", "[serve][lease]") {
  ALeaseTable t;
  const auto holder = t.holder("1");
  CHECK(t.begin(holder, 7) == 0);
  CHECK(t.begin(holder, 8) == 7);
  CHECK(t.held(holder) == 8);
  CHECK(t.held(holder) == 8);  // Who changes nothing leaves it as it is.
}

TEST_CASE("an answer that is over at once lets a lease run as it did", "[serve][lease]") {
  ALeaseTable t;
  const auto holder = t.holder("1");
  t.begin(holder, 7);
  const auto asked = t.leases.now();
  t.leases.renew(holder, {7}, asked);
  t.clock.advance(59s);
  CHECK(t.held(holder) == 7);
  t.clock.advance(1s);
  CHECK(t.held(holder) == 0);
}

TEST_CASE("a lease is one client's in one group and feed", "[serve][lease]") {
  ALeaseTable t;
  const std::set<std::uint64_t> all{
      t.holder("1").number,           t.holder("2").number,
      t.holder("1", "b").number,      t.holder("1", "").number,
      t.holder("", "1").number,       t.holder("1a", "").number,
      t.holder("1", "a", "h").number, t.holder("1", "a", "g", "e").number,
      t.holder("1", "a", "gf").number};
  CHECK(all.size() == 9);
  CHECK(t.holder("1").number == t.holder("1").number);
  // Nobody can aim at another's.
  CHECK(ALeaseTable{}.holder("1").number != ALeaseTable{}.holder("1").number);
}

TEST_CASE("who finishes reading a file holds its release for a span from there", "[serve][lease]") {
  ALeaseTable t;
  const auto holder = t.holder("1");
  t.renew(holder, 7);
  CHECK(t.held(holder) == 0);  // There was none.
  t.begin(holder, 7);
  t.clock.advance(300s);
  t.renew(holder, 8);  // Of a release that it has left meanwhile.
  CHECK(t.held(holder) == 0);
  t.renew(holder, 7);
  t.clock.advance(59s);
  CHECK(t.held(holder) == 7);
  t.clock.advance(1s);
  CHECK(t.held(holder) == 0);
}

TEST_CASE("where there is no room the lease that would end first makes it", "[serve][lease]") {
  ALeaseTable t;
  constexpr std::uint64_t kMany = 5'000;
  for (std::uint64_t i = 1; i <= kMany; ++i) {
    if (i % 100 == 0) t.clock.advance(1s);
    t.begin(t.holder(std::to_string(i)), i);
    REQUIRE(t.held(t.holder(std::to_string(i))) == i);
  }
  std::uint64_t kept = 0, late = 0;
  for (std::uint64_t i = 1; i <= kMany; ++i) {
    const bool there = t.held(t.holder(std::to_string(i))) == i;
    kept += there ? 1 : 0;
    late += there && i > kMany - 1'536 ? 1 : 0;
  }
  CHECK(kept == 512);
  CHECK(late > 500);
}

TEST_CASE("one source has few places whatever it calls itself", "[serve][lease]") {
  const ALeaseTable t;
  std::set<std::uint64_t> one, network, networks, numbers;
  for (int i = 0; i < 1'000; ++i) {
    const auto n = std::to_string(i);
    one.insert(t.by_address("192.0.2.1", n).place);
    const auto in = t.by_address("2001:db8:0:1::" + n, n);
    network.insert(in.place);
    numbers.insert(in.number);
    networks.insert(t.by_address("2001:db8:0:" + n + "::1", "a").place);
  }
  CHECK(one.size() == 8);
  CHECK(network.size() == 8);
  CHECK(numbers.size() == 1'000);
  CHECK(networks.size() == 1'000);
  CHECK(t.by_address("192.0.2.1", "a").place != t.by_address("192.0.2.2", "a").place);
}

TEST_CASE("who has no credential takes nobody's place who has one and few of the others",
          "[serve][lease]") {
  ALeaseTable t;
  const auto address = [](int i) { return "10.1.0." + std::to_string(i); };
  for (int i = 0; i < 40; ++i) {
    t.begin(t.holder("d-" + std::to_string(i)), 7);
    t.begin(t.by_address(address(i), "a"), 7);
  }
  t.clock.advance(1s);
  const auto still = [&](const auto& holder_of) {
    int count = 0;
    for (int i = 0; i < 40; ++i) count += t.held(holder_of(i)) == 7 ? 1 : 0;
    return count;
  };
  const auto device = [&](int i) { return t.holder("d-" + std::to_string(i)); };
  const auto other = [&](int i) { return t.by_address(address(i), "a"); };
  REQUIRE(still(device) == 40);
  REQUIRE(still(other) == 40);
  for (int i = 0; i < 5'000; ++i) {
    t.begin(t.by_address("10.9.0.1", std::to_string(i)), 8);
  }
  // Eight sets of the 64, with five of the 40 in them by chance.
  CHECK(still(device) == 40);
  CHECK(still(other) >= 18);
  for (int i = 0; i < 5'000; ++i) {  // Everybody without a credential together.
    const auto n = std::to_string(i / 250) + '.' + std::to_string(i % 250);
    t.begin(t.by_address("10.8." + n, "a"), 8);
  }
  CHECK(still(device) == 40);
  CHECK(still(other) == 0);
}
