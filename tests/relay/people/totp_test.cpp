#include "relay/people/totp.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using namespace relay::people;
using policy::from_unix_seconds;

namespace {

const std::string kSeed = "12345678901234567890";

}  // namespace

TEST_CASE("codes are those of RFC 6238", "[people][totp]") {
  // Appendix B, SHA-1: of its eight digits the last six.
  CHECK(totp_code(kSeed, 59 / 30) == "287082");
  CHECK(totp_code(kSeed, 1'111'111'109 / 30) == "081804");
  CHECK(totp_code(kSeed, 1'111'111'111 / 30) == "050471");
  CHECK(totp_code(kSeed, 1'234'567'890 / 30) == "005924");
  CHECK(totp_code(kSeed, 2'000'000'000 / 30) == "279037");
  CHECK(totp_code(kSeed, 20'000'000'000 / 30) == "353130");
}

TEST_CASE("a code counts for its step and one before and one after", "[people][totp]") {
  const auto at = from_unix_seconds(1'111'111'110);
  const std::uint64_t step = 37'037'037;
  const std::string code = totp_code(kSeed, step);
  CHECK(step_of(kSeed, code, at) == step);
  CHECK(step_of(kSeed, code, at + 29s) == step);
  CHECK(step_of(kSeed, code, at + 59s) == step);
  CHECK_FALSE(step_of(kSeed, code, at + 60s));
  CHECK(step_of(kSeed, code, at - 30s) == step);
  CHECK_FALSE(step_of(kSeed, code, at - 31s));
  for (const std::string& wrong : {std::string{}, code + "0", code.substr(0, 5), " " + code}) {
    CHECK_FALSE(step_of(kSeed, wrong, at));
  }
  CHECK_FALSE(step_of("another seed of them", code, at));
  // A clock at the beginning of time has a step before.
  CHECK(step_of(kSeed, totp_code(kSeed, 0), from_unix_seconds(0)) == 0U);
}

TEST_CASE("an app reads a seed from an address", "[people][totp]") {
  CHECK(totp_uri("ann", kSeed) ==
        "otpauth://totp/Sluice:ann?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Sluice"
        "&algorithm=SHA1&digits=6&period=30");
}
