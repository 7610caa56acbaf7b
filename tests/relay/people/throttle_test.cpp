#include "relay/people/throttle.h"

#include <catch2/catch.hpp>

#include "tests/relay/people/a_directory.h"

using namespace std::chrono_literals;
using relay::people::Throttle;
using tests::address;
using tests::day;

namespace {

Throttle::Try one(const std::string& from, policy::Instant now, const char* name = "ann",
                  bool known = false) {
  return {.name = name, .source = address(from.c_str()), .known = known, .now = now};
}

std::string source(int number) {
  return "10.1." + std::to_string(number / 250) + "." + std::to_string(number % 250 + 1);
}

}  // namespace

TEST_CASE("a source has five free failures and then waits twice as long each time",
          "[people][throttle]") {
  Throttle throttle{"salt"};
  auto now = day(1);
  const auto fail = [&](const char* name) { return throttle.begin(one("10.1.9.3", now, name)); };
  for (const char* const name : {"a", "b", "c", "d", "e"}) CHECK(fail(name) == 0s);
  for (const policy::Span wait : {1s, 2s, 4s, 8s, 16s, 32s, 60s, 60s}) {
    now += wait - 1s;
    CHECK(fail("f") == 1s);
    now += 1s;
    CHECK(fail("g") == 0s);
    CHECK(fail("h") > 0s);
  }
  // Each of those waits was asked for anew; after a quarter of an hour it is forgotten.
  now += 15min - 1s;
  CHECK(fail("i") == 0s);
  CHECK(fail("i") == 60s);
  now += 15min;
  for (int i = 0; i < 5; ++i) CHECK(fail("j") == 0s);
  CHECK(fail("j") == 1s);
}

TEST_CASE("a success frees its source and an IPv6 network of 64 bits is one",
          "[people][throttle]") {
  Throttle throttle{"salt"};
  const auto now = day(1);
  for (int i = 0; i < 5; ++i) CHECK(throttle.begin(one("2001:db8::1", now)) == 0s);
  CHECK(throttle.begin(one("2001:db8::ffff:2", now)) == 1s);
  CHECK(throttle.begin(one("2001:db8:0:1::1", now)) == 0s);
  throttle.succeed(one("2001:db8::9", now));
  CHECK(throttle.begin(one("2001:db8::1", now)) == 0s);
}

TEST_CASE("strangers share one try in half a minute for a name and its owner does not wait",
          "[people][throttle]") {
  Throttle throttle{"salt"};
  auto now = day(1);
  for (int i = 0; i < 10; ++i) CHECK(throttle.begin(one(source(i), now)) == 0s);
  CHECK(throttle.begin(one(source(10), now)) == 30s);
  now += 29s;
  CHECK(throttle.begin(one(source(11), now)) == 1s);
  now += 1s;
  CHECK(throttle.begin(one(source(12), now)) == 0s);
  CHECK(throttle.begin(one(source(13), now)) == 30s);
  // From where the owner has signed in before, with an allowance that is his own.
  const std::string home = "192.0.2.1";
  for (int i = 0; i < 5; ++i) CHECK(throttle.begin(one(home, now, "ann", true)) == 0s);
  throttle.succeed(one(home, now, "ann", true));
  CHECK(throttle.begin(one(home, now, "ann", true)) == 0s);
  CHECK(throttle.begin(one(source(14), now)) == 30s);
  CHECK(throttle.begin(one(source(15), now, "bob")) == 0s);
  // A stranger who succeeds does not free the way for all the others.
  now += 30s;
  CHECK(throttle.begin(one(source(16), now)) == 0s);
  throttle.succeed(one(source(16), now));
  CHECK(throttle.begin(one(source(17), now)) == 30s);
}

TEST_CASE("what was not looked at does not count", "[people][throttle]") {
  Throttle throttle{"salt"};
  const auto now = day(1);
  for (int i = 0; i < 5; ++i) throttle.begin(one("10.1.9.3", now));
  for (int i = 0; i < 20; ++i) {
    throttle.withdraw(one("10.1.9.3", now));
    CHECK(throttle.begin(one("10.1.9.3", now)) == 0s);
  }
  CHECK(throttle.begin(one("10.1.9.3", now)) == 1s);
}

TEST_CASE("a clock that was set back is as if nothing had been waited", "[people][throttle]") {
  Throttle throttle{"salt"};
  for (int i = 0; i < 6; ++i) throttle.begin(one("10.1.9.3", day(1) + i * 1s));
  const auto back = day(0);
  const auto wait = throttle.begin(one("10.1.9.3", back));
  CHECK(wait > 0s);
  CHECK(wait <= 60s);
  CHECK(throttle.begin(one("10.1.9.3", back + wait)) == 0s);
}

TEST_CASE("five codes of a name are tried in a minute", "[people][throttle]") {
  Throttle throttle{"salt"};
  const auto now = day(1);
  for (int i = 0; i < 5; ++i) CHECK(throttle.begin_code("ann", now) == 0s);
  CHECK(throttle.begin_code("ann", now + 59s) == 1s);
  CHECK(throttle.begin_code("bob", now) == 0s);
  throttle.succeed_code("ann");
  CHECK(throttle.begin_code("ann", now + 59s) == 0s);
  for (int i = 0; i < 5; ++i) CHECK(throttle.begin_code("ann", now + 60s) == 0s);
  CHECK(throttle.begin_code("ann", now + 60s) == 60s);
}
