#include "relay/crypto/base64.h"

#include <catch2/catch.hpp>

using relay::crypto::from_base64;

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
