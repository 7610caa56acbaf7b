#include "relay/feed/clamav/legacy_signature.h"

#include <span>
#include <string>

#include <catch2/catch.hpp>

#include "relay/crypto/sha256.h"
#include "tests/support/clamav_signing.h"
#include "tests/support/clamav_vendor.h"

using namespace relay::feed::clamav;

namespace {

std::vector<std::byte> bytes(std::initializer_list<int> values) {
  std::vector<std::byte> all;
  for (const int value : values) all.push_back(static_cast<std::byte>(value));
  return all;
}

}  // namespace

TEST_CASE("a signature's digits come least first and its bytes greatest first", "[clamav]") {
  CHECK(decode_signature("b", 2) == bytes({0, 1}));
  CHECK(decode_signature("ab", 2) == bytes({0, 64}));
  CHECK(decode_signature("/", 2) == bytes({0, 63}));
  CHECK(decode_signature("zA", 2) == bytes({0x06, 0x99}));
  CHECK(decode_signature("", 2) == bytes({0, 0}));
}

TEST_CASE("a signature's text is refused with other characters or a number too large", "[clamav]") {
  CHECK_FALSE(decode_signature("a-b", 8).has_value());
  CHECK_FALSE(decode_signature("a b", 8).has_value());
  CHECK_FALSE(decode_signature(std::string{"a\0b", 3}, 8).has_value());
  CHECK(decode_signature("//d", 2) == bytes({0x3f, 0xff}));
  CHECK(decode_signature("//p", 2) == bytes({0xff, 0xff}));
  CHECK_FALSE(decode_signature("//q", 2).has_value());
  CHECK(decode_signature("//paaaaaaaa", 2).has_value());
  CHECK_FALSE(decode_signature("aaaaaaaaaaab", 2).has_value());
}

TEST_CASE("a header's signature holds for its MD5 alone", "[clamav]") {
  const Keys keys = tests::ClamavVendor{}.keys();
  const std::string raw = "sixteen bytes ok";
  relay::crypto::Md5::Sum md5{};
  std::ranges::copy(std::as_bytes(std::span{raw}), md5.begin());
  const std::string text = tests::legacy_text(tests::sign_header(raw));

  CHECK(signed_header(keys, md5, text));
  CHECK_FALSE(signed_header(vendor_keys(), md5, text));
  CHECK_FALSE(signed_header(keys, md5, text + "!"));
  CHECK_FALSE(signed_header(keys, md5, ""));
  md5[15] ^= std::byte{1};
  CHECK_FALSE(signed_header(keys, md5, text));
}

TEST_CASE("what stands before the MD5 in a header's signature must be zeros", "[clamav]") {
  const std::string longer = "Xsixteen bytes ok";
  relay::crypto::Md5::Sum md5{};
  std::ranges::copy(std::as_bytes(std::span{longer}).subspan(1), md5.begin());
  CHECK_FALSE(signed_header(tests::ClamavVendor{}.keys(), md5,
                            tests::legacy_text(tests::sign_header(longer))));
}

TEST_CASE("contents and patches are checked each with their own key", "[clamav]") {
  Keys keys = tests::ClamavVendor{}.keys();
  const auto digest = relay::crypto::sha256("text");
  const std::string text = tests::legacy_text(tests::sign_pss("text"));
  CHECK(signed_contents(keys, digest, text));
  CHECK(signed_cdiff(keys, digest, text));

  keys.contents = vendor_keys().contents;
  CHECK_FALSE(signed_contents(keys, digest, text));
  CHECK(signed_cdiff(keys, digest, text));
  keys.cdiff = vendor_keys().cdiff;
  CHECK_FALSE(signed_cdiff(keys, digest, text));
}

TEST_CASE("the vendor's keys have the sizes that its clients know", "[clamav]") {
  const Keys keys = vendor_keys();
  CHECK(keys.header.size() == 128);
  CHECK(keys.contents.size() == 256);
  CHECK(keys.cdiff.size() == 256);
}
