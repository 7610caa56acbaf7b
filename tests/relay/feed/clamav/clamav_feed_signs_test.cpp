#include <catch2/catch.hpp>

#include "relay/feed/clamav/clamav_feed.h"
#include "tests/relay/feed/clamav/a_clamav.h"

using policy::Evidence;
using relay::feed::clamav::Detached;
using relay::store::Role;
using tests::AClamav;
using tests::day;

namespace {

void sign_both(AClamav& given) {
  given.publish_sign("daily.cvd", "daily-27500.cvd");
  given.publish_sign("main.cvd", "main-62.cvd");
}

/// A feed that knows nobody who vouches for the tests' signer.
void forget_root(AClamav& given) {
  given.settings.roots = relay::feed::clamav::production_root();
}

}  // namespace

TEST_CASE("without detached signatures the evidence is the legacy one", "[clamav]") {
  AClamav given;
  const auto found = given.survey();
  CHECK(found.candidate->evidence == Evidence::LegacySigned);
  CHECK(found.candidate->evidence_detail ==
        "daily 27500: signed with the tests' keys (RSA over MD5, and RSA-PSS), no detached "
        "signature; main 62: signed with the tests' keys (RSA over MD5, and RSA-PSS), no detached "
        "signature");
}

TEST_CASE("detached signatures of all databases make strong evidence", "[clamav]") {
  AClamav given;
  sign_both(given);
  const auto found = given.survey();
  CHECK(found.faults.empty());
  CHECK(found.candidate->evidence == Evidence::VendorSigned);
  const auto* const sign = found.candidate->tree.find("daily-27500.cvd.sign");
  REQUIRE(sign != nullptr);
  CHECK(sign->role == Role::Immutable);
  CHECK(given.stored(found.candidate->tree, "daily-27500.cvd.sign") ==
        given.file("daily-27500.cvd.sign"));
  CHECK(found.candidate->evidence_detail.find(
            "detached signature by 'CN=Sluice tests signer,O=Sluice tests'") != std::string::npos);
}

TEST_CASE("one database without a detached signature weakens the evidence of all", "[clamav]") {
  AClamav given;
  given.publish_sign("daily.cvd", "daily-27500.cvd");
  CHECK(given.survey().candidate->evidence == Evidence::LegacySigned);
}

TEST_CASE("a kept database's detached signature still counts in the next release", "[clamav]") {
  AClamav given;
  sign_both(given);
  given.take();
  given.publish("daily", 27'501, day(1));
  given.publish_sign("daily.cvd", "daily-27501.cvd");
  const auto found = given.survey(day(2));
  CHECK(found.candidate->evidence == Evidence::VendorSigned);
  CHECK(found.candidate->tree.find("main-62.cvd.sign") != nullptr);
  CHECK(found.candidate->tree.find("daily-27500.cvd.sign") == nullptr);
}

TEST_CASE("a kept database's signature counts no more when its signer has expired", "[clamav]") {
  AClamav given;
  sign_both(given);
  given.take();
  given.publish("daily", 27'501, day(1));
  const auto found = given.survey(day(400));
  CHECK(found.faults.empty());
  CHECK(found.candidate->evidence == Evidence::LegacySigned);
  CHECK(found.candidate->evidence_detail.find("certificate has expired") != std::string::npos);
}

TEST_CASE("a signature under an unknown authority is mirrored and recorded as unchecked",
          "[clamav]") {
  AClamav given;
  sign_both(given);
  forget_root(given);
  const auto found = given.survey();
  CHECK(found.faults.empty());
  CHECK(found.candidate->evidence == Evidence::LegacySigned);
  CHECK(found.candidate->tree.find("daily-27500.cvd.sign") != nullptr);
  CHECK(found.candidate->evidence_detail.find("detached signature unchecked (the certificate of") !=
        std::string::npos);
}

TEST_CASE("where detached signatures are required an unknown authority is refused", "[clamav]") {
  AClamav given;
  given.settings.detached = Detached::Required;
  sign_both(given);
  CHECK(given.survey().candidate.has_value());

  AClamav unknown;
  unknown.settings.detached = Detached::Required;
  sign_both(unknown);
  forget_root(unknown);
  const auto found = unknown.survey();
  CHECK_FALSE(found.candidate.has_value());
  REQUIRE(found.faults.size() == 2);
  CHECK(found.faults[0].kind == relay::feed::Fault::Kind::Refused);
  CHECK(found.faults[0].what.starts_with("daily-27500.cvd.sign: the certificate of "));
  CHECK(found.faults[0].what.ends_with(
      "and this feed requires detached signatures under a known root; not taken"));
}

TEST_CASE("where detached signatures are required a missing one is refused", "[clamav]") {
  AClamav given;
  given.settings.detached = Detached::Required;
  given.publish_sign("main.cvd", "main-62.cvd");
  const auto found = given.survey();
  CHECK(found.candidate->version.text() == "main 62");
  CHECK(tests::show(found.faults) ==
        "refused daily 27500: there is no 'daily-27500.cvd.sign', and this feed requires detached "
        "signatures; not taken");
}

TEST_CASE("a wrong detached signature is refused even where it is optional", "[clamav]") {
  AClamav given;
  given.file("daily-27500.cvd.sign") = given.vendor.sign("other bytes");
  CHECK(tests::show(given.survey().faults) ==
        "refused daily 27500: daily-27500.cvd.sign: the detached signature was made for other "
        "bytes; not taken");

  given.file("daily-27500.cvd.sign") = "<html>not found</html>";
  CHECK(tests::show(given.survey().faults) ==
        "refused daily 27500: daily-27500.cvd.sign: its first line is not '#clamsign-1.0'; not "
        "taken");

  sign_both(given);
  auto& sign = given.file("daily-27500.cvd.sign");
  sign[sign.size() / 2] = sign[sign.size() / 2] == 'A' ? 'B' : 'A';
  CHECK(given.survey().candidate->version.text() == "main 62");
}

TEST_CASE("a wrong detached signature is refused under an unknown authority too", "[clamav]") {
  AClamav given;
  forget_root(given);
  given.file("daily-27500.cvd.sign") = given.vendor.sign("other bytes");
  CHECK(given.survey().candidate->version.text() == "main 62");
}

TEST_CASE("a signature that cannot be fetched now is tried again with its database", "[clamav]") {
  AClamav given;
  given.fetcher.scripts["https://clamav.example/daily-27500.cvd.sign"] =
      [](const auto& ask, auto&) -> tests::ScriptedFetcher::Reply {
    return policy::Refused{relay::net::Unreachable{relay::net::Unreachable::Kind::TooSlow,
                                                   ask.url + ": too slow", std::nullopt}};
  };
  const auto found = given.survey();
  CHECK(found.candidate->version.text() == "main 62");
  CHECK(tests::show(found.faults) ==
        "unreachable daily 27500: https://clamav.example/daily-27500.cvd.sign: too slow");
}

TEST_CASE("a patch comes with its own detached signature", "[clamav]") {
  AClamav given;
  given.publish_patch("daily", 27'500);
  given.publish_sign("daily-27500.cdiff");
  const auto found = given.survey();
  CHECK(found.faults.empty());
  CHECK(given.stored(found.candidate->tree, "daily-27500.cdiff.sign") ==
        given.file("daily-27500.cdiff.sign"));
}

TEST_CASE("a patch whose detached signature is wrong is left out", "[clamav]") {
  AClamav given;
  given.publish_patch("daily", 27'500);
  given.file("daily-27500.cdiff.sign") = given.vendor.sign("other bytes");
  const auto found = given.survey();
  CHECK(found.candidate->version.text() == "daily 27500, main 62");
  CHECK(found.candidate->tree.find("daily-27500.cdiff") == nullptr);
  CHECK(found.candidate->tree.find("daily-27500.cdiff.sign") == nullptr);
  CHECK(tests::show(found.faults) ==
        "refused daily 27500: daily-27500.cdiff.sign: the detached signature was made for other "
        "bytes; not taken");
}
