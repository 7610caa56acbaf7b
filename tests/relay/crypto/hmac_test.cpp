#include "relay/crypto/hmac.h"

#include <catch2/catch.hpp>
#include <span>
#include <string>

using relay::crypto::hmac_sha1;
using relay::crypto::hmac_sha256;

namespace {

std::string hex_of(std::span<const std::byte> bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const std::byte byte : bytes) {
    text += kDigits[std::to_integer<unsigned>(byte) >> 4];
    text += kDigits[std::to_integer<unsigned>(byte) & 15U];
  }
  return text;
}

/// 01 02 03 …, as RFC 2202 and RFC 4231 number their fourth key.
std::string counted_to(char last) {
  std::string key;
  for (char c = 1; c <= last; ++c) key += c;
  return key;
}

}  // namespace

TEST_CASE("HMAC-SHA-256 gives what RFC 4231 says", "[crypto][hmac]") {
  const auto mac = [](const std::string& key, const std::string& text) {
    return hmac_sha256(key, text).hex();
  };
  CHECK(mac(std::string(20, '\x0b'), "Hi There") ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(mac("Jefe", "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(mac(std::string(20, '\xaa'), std::string(50, '\xdd')) ==
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe");
  CHECK(mac(counted_to(25), std::string(50, '\xcd')) ==
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b");
  CHECK(mac(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First") ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
  CHECK(mac(std::string(131, '\xaa'),
            "This is a test using a larger than block-size key and a larger than block-size data. "
            "The key needs to be hashed before being used by the HMAC algorithm.") ==
        "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

TEST_CASE("HMAC-SHA-1 gives what RFC 2202 says", "[crypto][hmac]") {
  const auto mac = [](const std::string& key, const std::string& text) {
    return hex_of(hmac_sha1(key, text));
  };
  CHECK(mac(std::string(20, '\x0b'), "Hi There") == "b617318655057264e28bc0b6fb378c8ef146be00");
  CHECK(mac("Jefe", "what do ya want for nothing?") == "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  CHECK(mac(std::string(20, '\xaa'), std::string(50, '\xdd')) ==
        "125d7342b9ac11cd91a39af48aa17b4f63f175d3");
  CHECK(mac(counted_to(25), std::string(50, '\xcd')) == "4c9007f4026250c6bc8414f9bf50c86c2d7235da");
  CHECK(mac(std::string(80, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First") ==
        "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}

TEST_CASE("an empty key and an empty text have an HMAC too", "[crypto][hmac]") {
  CHECK(hmac_sha256("", "").hex() ==
        "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
  CHECK(hmac_sha256({}, "text") == hmac_sha256("", "text"));
  CHECK(hmac_sha256("key", "text") != hmac_sha256("kez", "text"));
  CHECK(hmac_sha256("key", "text") != hmac_sha256("key", "texu"));
}
