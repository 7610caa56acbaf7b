#include "relay/crypto/pkcs7.h"

#include <string>

#include <catch2/catch.hpp>

#include "tests/support/clamav_keys.h"
#include "tests/support/clamav_signing.h"
#include "tests/support/day.h"
#include "tests/support/temp_folder.h"

using relay::crypto::Distrust;
using relay::crypto::Roots;
using relay::crypto::verify_detached;
namespace keys = tests::clamav_keys;

namespace {

Roots trusted(const char* pem) {
  return *Roots::parse(pem);
}

struct Signed {
  tests::TempFolder folder;
  std::string der = tests::detached_signature("what was signed");

  Signed() { write("what was signed"); }
  void write(const std::string& bytes) const { tests::write_file(folder / "file", bytes); }
  auto judge(const Roots& roots, policy::Instant now = tests::day(3)) const {
    return verify_detached(der, folder / "file", roots, now);
  }
};

}  // namespace

TEST_CASE("a detached signature leads through its own intermediate to a root", "[crypto]") {
  const Signed given;
  const auto signer = given.judge(trusted(keys::kRoot));
  REQUIRE(signer.has_value());
  CHECK(*signer == "CN=Sluice tests signer,O=Sluice tests");
}

TEST_CASE("a signature over a file of many pieces holds", "[crypto]") {
  Signed given;
  const std::string large(300'001, 'x');
  given.write(large);
  given.der = tests::detached_signature(large);
  CHECK(given.judge(trusted(keys::kRoot)).has_value());
}

TEST_CASE("a signer whom no root vouches for is unknown but not bad", "[crypto]") {
  const Signed given;
  const auto judged = given.judge(Roots{});
  REQUIRE_FALSE(judged.has_value());
  CHECK(judged.error().kind == Distrust::Kind::UnknownAuthority);
}

TEST_CASE("other bytes than were signed are bad whoever vouches", "[crypto]") {
  const Signed given;
  given.write("what was Signed");
  CHECK(given.judge(trusted(keys::kRoot)).error().kind == Distrust::Kind::BadSignature);
  CHECK(given.judge(Roots{}).error().kind == Distrust::Kind::BadSignature);
  CHECK(given.judge(Roots{}).error().what == "the detached signature was made for other bytes");
}

TEST_CASE("a certificate counts from its first second to the one before its end", "[crypto]") {
  const Signed given;
  const auto roots = trusted(keys::kRoot);
  const auto first = *policy::parse_rfc3339("2025-01-01T00:00:00Z");
  const auto last = *policy::parse_rfc3339("2027-01-01T00:00:00Z");
  const policy::Span second{1};

  CHECK(given.judge(roots, first).has_value());
  CHECK(given.judge(roots, first - second).error().kind == Distrust::Kind::Expired);
  CHECK(given.judge(roots, last - second).has_value());
  CHECK(given.judge(roots, last).error().kind == Distrust::Kind::Expired);
}

TEST_CASE("an intermediate is not a root unless somebody says so", "[crypto]") {
  const Signed given;
  CHECK_FALSE(given.judge(trusted(keys::kSigner)).has_value());
}

TEST_CASE("what is not a detached signature is malformed", "[crypto]") {
  Signed given;
  const std::string whole = given.der;
  for (const std::string& der : {std::string{}, std::string{"nonsense"}, whole.substr(0, 100),
                                 whole + "x", tests::attached_signature("what was signed")}) {
    given.der = der;
    const auto judged = given.judge(trusted(keys::kRoot));
    REQUIRE_FALSE(judged.has_value());
    CHECK(judged.error().kind == Distrust::Kind::Malformed);
  }
}

TEST_CASE("no flipped bit in a detached signature is trusted", "[crypto]") {
  Signed given;
  const std::string whole = given.der;
  const auto roots = trusted(keys::kRoot);
  for (std::size_t at = whole.size() - 256; at < whole.size(); at += 15) {
    given.der = whole;
    given.der[at] = static_cast<char>(given.der[at] ^ 4);
    CAPTURE(at);
    CHECK(given.judge(roots).error().kind == Distrust::Kind::BadSignature);
  }
}

TEST_CASE("a signature with SHA-1 is no longer believed", "[crypto]") {
  Signed given;
  given.der = tests::detached_signature_with_sha1("what was signed");
  const auto judged = given.judge(trusted(keys::kRoot));
  REQUIRE_FALSE(judged.has_value());
  CHECK(judged.error().kind == Distrust::Kind::BadSignature);
  CHECK(judged.error().what == "the signature uses SHA1, SHA-256 or stronger is needed");
}

TEST_CASE("a missing file is a broken machine and not a bad signature", "[crypto]") {
  const Signed given;
  CHECK_THROWS_AS(verify_detached(given.der, given.folder / "absent", Roots{}, tests::day(3)),
                  std::filesystem::filesystem_error);
}

TEST_CASE("roots are read from PEM and added up", "[crypto]") {
  auto both = trusted(keys::kIntermediate);
  both.add(trusted(keys::kRoot));
  CHECK(Signed{}.judge(both).has_value());
  CHECK(
      trusted((std::string{"a note\n"} + keys::kRoot + keys::kIntermediate).c_str()).pem().size() ==
      both.pem().size());

  CHECK(Roots::parse("").error().what == "there is no 'BEGIN CERTIFICATE' in it");
  std::string broken = keys::kRoot;
  broken[100] = '!';
  CHECK(Roots::parse(broken).error().what == "a certificate in it cannot be read");
  CHECK_FALSE(Roots::parse(keys::kRoot + broken).has_value());
}
