#include "relay/feed/clamav/vouching.h"

#include <string>

#include <catch2/catch.hpp>

#include "tests/support/clamav_vendor.h"
#include "tests/support/day.h"
#include "tests/support/temp_folder.h"

using relay::crypto::Roots;
using relay::feed::clamav::judge_sign_file;
using relay::feed::clamav::Vouching;

namespace {

struct Case {
  tests::TempFolder folder;
  tests::ClamavVendor vendor;
  std::string sign = vendor.sign("content");

  Case() { tests::write_file(folder / "file", "content"); }
  auto judge(const Roots& roots, policy::Instant now = tests::day(3)) const {
    return judge_sign_file(sign, folder / "file", roots, now);
  }
};

}  // namespace

TEST_CASE("a detached signature is trusted under a known root and unchecked under none",
          "[clamav]") {
  const Case given;
  const auto trusted = given.judge(given.vendor.root());
  REQUIRE(trusted.has_value());
  CHECK(trusted->kind == Vouching::Kind::Trusted);
  CHECK(trusted->detail == "CN=Sluice tests signer,O=Sluice tests");

  const auto unknown = given.judge(Roots{});
  REQUIRE(unknown.has_value());
  CHECK(unknown->kind == Vouching::Kind::Unchecked);
}

TEST_CASE("one signature of several under a known root is enough but none may be wrong",
          "[clamav]") {
  Case given;
  const std::string line = given.vendor.sign("content").substr(14);
  given.sign += line;
  CHECK(given.judge(given.vendor.root())->kind == Vouching::Kind::Trusted);
  given.sign += given.vendor.sign("other content").substr(14);
  CHECK(given.judge(given.vendor.root()).error().what ==
        "the detached signature was made for other bytes");
  CHECK_FALSE(given.judge(Roots{}).has_value());
}

TEST_CASE("an expired signer is refused", "[clamav]") {
  const Case given;
  CHECK_FALSE(given.judge(given.vendor.root(), tests::day(365)).has_value());
  CHECK(given.judge(given.vendor.root(), tests::day(365) - policy::Span{1}).has_value());
}

TEST_CASE("a signature file that is none is refused", "[clamav]") {
  Case given;
  given.sign = "<html></html>";
  CHECK(given.judge(given.vendor.root()).error().what == "its first line is not '#clamsign-1.0'");
}
