#include "relay/crypto/base64.h"

#include <catch2/catch.hpp>

using relay::crypto::base32;
using relay::crypto::base64url;
using relay::crypto::from_base64;
using relay::crypto::to_base64;

TEST_CASE("base64 is read by the letter of its standard", "[crypto][hostile]") {
  // RFC 4648, 10
  CHECK(from_base64("Zg==") == "f");
  CHECK(from_base64("Zm8=") == "fo");
  CHECK(from_base64("Zm9v") == "foo");
  CHECK(from_base64("Zm9vYmFy") == "foobar");
  CHECK(from_base64("+/+/AA==") == std::string("\xfb\xff\xbf\0", 4));
  for (const char* const bad : {"", "Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "Zm9v\n", "Zm-_",
                                "Zg==Zg==", "Zm9vZ", " Zm9"}) {
    CAPTURE(bad);
    CHECK_FALSE(from_base64(bad));
  }
}

TEST_CASE("base64 is written as it is read and otherwise for a URL", "[crypto]") {
  const std::string all = [] {
    std::string bytes;
    for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
    return bytes;
  }();
  for (std::size_t size = 1; size <= all.size(); ++size) {
    CHECK(from_base64(to_base64(all.substr(0, size))) == all.substr(0, size));
  }
  CHECK(to_base64("").empty());
  CHECK(to_base64("fooba") == "Zm9vYmE=");
  CHECK(to_base64("\xfb\xff\xbf") == "+/+/");
  CHECK(base64url("\xfb\xff\xbf") == "-_-_");
  CHECK(base64url("foob") == "Zm9vYg");
}

TEST_CASE("base32 is written without padding", "[crypto]") {
  // RFC 4648, 10
  CHECK(base32("f") == "MY");
  CHECK(base32("fo") == "MZXQ");
  CHECK(base32("foo") == "MZXW6");
  CHECK(base32("foob") == "MZXW6YQ");
  CHECK(base32("fooba") == "MZXW6YTB");
  CHECK(base32("foobar") == "MZXW6YTBOI");
}
