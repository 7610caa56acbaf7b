#include <string>

#include <catch2/catch.hpp>

#include "relay/feed/clamav/cdiff.h"
#include "relay/feed/clamav/database.h"
#include "relay/feed/clamav/production_root.h"
#include "relay/feed/clamav/vouching.h"
#include "tests/support/temp_folder.h"
#include "tests/support/vendor_data.h"

// ClamAV's own test databases: signed with its production keys, and detached under its test root.

using namespace relay::feed::clamav;
using relay::crypto::Roots;

namespace {

const policy::Instant kJune = *policy::parse_rfc3339("2026-06-15T12:00:00Z");

}  // namespace

TEST_CASE("real databases hold under the vendor's production keys", "[clamav][real]") {
  const auto folder = tests::vendor_data("clamav");
  if (!folder) return;
  for (std::uint64_t version = 1; version <= 4; ++version) {
    const auto file = *folder / ("test-" + std::to_string(version) + ".cvd");
    const auto database = verify_database(file, "test", vendor_keys());
    CAPTURE(file, database ? "" : database.error().what);
    REQUIRE(database.has_value());
    CHECK(database->header.version == version);
  }
  const auto bytecode = verify_database(*folder / "bytecode.cvd", "bytecode", vendor_keys());
  REQUIRE(bytecode.has_value());
  CHECK(bytecode->header.version == 19);
  CHECK(bytecode->header.stime == policy::from_unix_seconds(1'273'845'430));
}

TEST_CASE("a real database with one changed byte is refused", "[clamav][real]") {
  const auto folder = tests::vendor_data("clamav");
  if (!folder) return;
  const std::string whole = tests::read_file(*folder / "test-3.cvd");
  const tests::TempFolder scratch;
  for (std::size_t at = 12; at < whole.size(); at += 701) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    tests::write_file(scratch / "test.cvd", changed);
    CAPTURE(at);
    CHECK_FALSE(verify_database(scratch / "test.cvd", "test", vendor_keys()).has_value());
  }
}

TEST_CASE("real patches hold under the vendor's production keys", "[clamav][real]") {
  const auto folder = tests::vendor_data("clamav");
  if (!folder) return;
  for (std::uint64_t version = 2; version <= 4; ++version) {
    const auto patch =
        verify_cdiff(*folder / ("test-" + std::to_string(version) + ".cdiff"), vendor_keys());
    REQUIRE(patch.has_value());
    CHECK(patch->version == version);
  }
}

TEST_CASE("real detached signatures hold under the test root and not under the production root",
          "[clamav][real]") {
  const auto folder = tests::vendor_data("clamav");
  if (!folder) return;
  const auto test_root = *Roots::parse(tests::read_file(*folder / "clamav-test.crt"));
  for (const char* name : {"test-1.cvd", "test-2.cvd", "test-3.cvd", "test-4.cvd", "test-2.cdiff",
                           "test-3.cdiff", "test-4.cdiff"}) {
    CAPTURE(name);
    const std::string sign = tests::read_file(*folder / (std::string{name} + ".sign"));
    const auto trusted = judge_sign_file(sign, *folder / name, test_root, kJune);
    REQUIRE(trusted.has_value());
    CHECK(trusted->kind == Vouching::Kind::Trusted);
    CHECK(trusted->detail.starts_with("CN=ClamAV TEST CVD Signing Cert,"));

    const auto unknown = judge_sign_file(sign, *folder / name, production_root(), kJune);
    REQUIRE(unknown.has_value());
    CHECK(unknown->kind == Vouching::Kind::Unchecked);

    const auto other = judge_sign_file(sign, *folder / "bytecode.cvd", test_root, kJune);
    CHECK_FALSE(other.has_value());
  }
}

TEST_CASE("the built-in production root is the vendor's", "[clamav][real]") {
  const auto folder = tests::vendor_data("clamav");
  if (!folder) return;
  const auto published = *Roots::parse(tests::read_file(*folder / "clamav.crt"));
  CHECK(production_root().pem() == published.pem());
}
