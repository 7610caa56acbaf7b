#include "relay/device/attempts.h"

#include <catch2/catch.hpp>

#include "tests/support/day.h"

using namespace std::chrono_literals;
using policy::Address;
using relay::device::Attempts;
using tests::day;

namespace {

/// How many of so many tries in one moment were few enough.
unsigned few(Attempts& attempts, const char* from, policy::Instant now, unsigned tries) {
  unsigned count = 0;
  while (tries-- > 0) count += attempts.count(*Address::parse(from), now) ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("ten wrong tries a minute are answered and no more", "[device]") {
  Attempts attempts;
  CHECK(few(attempts, "10.1.9.3", day(1), 9) == 9);
  CHECK(few(attempts, "10.1.9.3", day(1) + 59s, 3) == 1);
  CHECK(few(attempts, "10.1.9.3", day(1) + 60s, 11) == 10);
  // A clock that was set back shuts nobody out.
  CHECK(few(attempts, "10.1.9.3", day(0), 11) == 10);
}

TEST_CASE("an IPv6 network of 64 bits is one source and an IPv4 address is one", "[device]") {
  Attempts attempts;
  CHECK(few(attempts, "2001:db8::1", day(1), 6) == 6);
  CHECK(few(attempts, "2001:db8::ffff:2", day(1), 6) == 4);
  Attempts other;
  CHECK(few(other, "10.1.9.3", day(1), 10) == 10);
  // Some may share a place with that one: a table of a thousand places cannot have all.
  unsigned together = 0;
  for (int last = 4; last < 24; ++last) {
    together += few(other, ("10.1.9." + std::to_string(last)).c_str(), day(1), 1);
  }
  CHECK(together >= 15);
}
