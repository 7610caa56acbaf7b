#include "relay/feed/clamav/contents.h"

#include <string>

#include <catch2/catch.hpp>

#include "relay/crypto/sha256.h"
#include "tests/support/clamav_signing.h"
#include "tests/support/clamav_vendor.h"
#include "tests/support/day.h"

using namespace relay::feed::clamav;

namespace {

const tests::ClamavVendor kContentsVendor;
const std::string kFirst = "ClamAV-VDB:1 Jan 2026:7:1:90:X:X:tests:1767225600\n";

std::string signed_text(const std::string& body) {
  return body + "DSIG:" + tests::legacy_text(tests::sign_pss(body)) + "\n";
}

std::string contents_refusal(const std::string& text) {
  const auto contents = parse_contents(text, kContentsVendor.keys());
  return contents ? "taken" : contents.error().what;
}

}  // namespace

TEST_CASE("signed contents tell the header and every member", "[clamav]") {
  const auto text =
      kContentsVendor.contents({.name = "daily", .version = 7, .stime = tests::day(0)},
                               {{"daily.ndb", "one"}, {"daily.hdb", ""}});
  const auto contents = parse_contents(text, kContentsVendor.keys());
  REQUIRE(contents.has_value());
  CHECK(contents->header.version == 7);
  CHECK(contents->header.stime == tests::day(0));
  CHECK(contents->members == std::vector<Member>{{"daily.ndb", 3, relay::crypto::sha256("one")},
                                                 {"daily.hdb", 0, relay::crypto::sha256("")}});
}

TEST_CASE("contents without members are legal", "[clamav]") {
  CHECK(contents_refusal(signed_text(kFirst)) == "taken");
}

TEST_CASE("no byte of signed contents can be changed", "[clamav]") {
  const std::string text =
      signed_text(kFirst + "a.ndb:3:" + relay::crypto::sha256("one").hex() + "\n");
  REQUIRE(contents_refusal(text) == "taken");
  for (std::size_t at = 0; at + 1 < text.size(); at += 9) {
    std::string changed = text;
    changed[at] = changed[at] == 'a' ? 'b' : 'a';
    CAPTURE(at);
    CHECK_FALSE(contents_refusal(changed) == "taken");
  }
  CHECK(parse_contents(text, vendor_keys()).error().what == "the signature of its .info is wrong");
}

TEST_CASE("contents end with their signature", "[clamav]") {
  const std::string text = signed_text(kFirst);
  CHECK(contents_refusal(kFirst) == "its .info is not signed");
  CHECK(contents_refusal("") == "its .info is not signed");
  CHECK(contents_refusal(text + "a.ndb:3:00\n") == "its .info goes on after its signature");
  CHECK(contents_refusal(text.substr(0, text.size() - 1)) == "taken");
}

TEST_CASE("lines that are no members are refused though they are signed", "[clamav]") {
  const std::string digest = relay::crypto::sha256("one").hex();
  for (const std::string& line :
       {std::string{"a.ndb"}, std::string{"a.ndb:3"}, "a.ndb:x:" + digest, ":3:" + digest,
        "a.ndb:4294967296:" + digest, "a.ndb:3:" + digest.substr(1), std::string{}}) {
    CAPTURE(line);
    CHECK(contents_refusal(signed_text(kFirst + line + "\n")) ==
          "its .info has the line '" + line + "', expected name:size:sha256");
  }
  CHECK(contents_refusal(signed_text(kFirst + "a.ndb:4294967295:" + digest + "\n")) == "taken");
}
