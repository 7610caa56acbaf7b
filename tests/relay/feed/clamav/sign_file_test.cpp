#include "relay/feed/clamav/sign_file.h"

#include <string>

#include <catch2/catch.hpp>

using relay::feed::clamav::parse_sign_file;

namespace {

std::string sign_file_refusal(const std::string& text) {
  const auto signatures = parse_sign_file(text);
  return signatures ? "taken" : signatures.error().what;
}

std::string decoded(const std::string& base64) {
  const auto signatures = parse_sign_file("#clamsign-1.0\n230::pkcs7-pem:" + base64 + "\n");
  return signatures ? signatures->front().der : "refused: " + signatures.error().what;
}

}  // namespace

TEST_CASE("a signature file tells levels and signature", "[clamav]") {
  const auto signatures =
      parse_sign_file("#clamsign-1.0\n230::pkcs7-pem:aGVsbG8=\n\n# more\n:300:pkcs7-pem:aGk=");
  REQUIRE(signatures.has_value());
  REQUIRE(signatures->size() == 2);
  CHECK((*signatures)[0].lowest == 230);
  CHECK_FALSE((*signatures)[0].highest.has_value());
  CHECK((*signatures)[0].der == "hello");
  CHECK_FALSE((*signatures)[1].lowest.has_value());
  CHECK((*signatures)[1].highest == 300);
  CHECK((*signatures)[1].der == "hi");
}

TEST_CASE("lines of a signature file may end as on Windows", "[clamav]") {
  CHECK(sign_file_refusal("#clamsign-1.0\r\n230::pkcs7-pem:aGk=\r\n") == "taken");
}

TEST_CASE("a signature file begins with its version and holds a signature", "[clamav]") {
  CHECK(sign_file_refusal("") == "its first line is not '#clamsign-1.0'");
  CHECK(sign_file_refusal("<html></html>") == "its first line is not '#clamsign-1.0'");
  CHECK(sign_file_refusal("#clamsign-2.0\n230::pkcs7-pem:aGk=\n") ==
        "its first line is not '#clamsign-1.0'");
  CHECK(sign_file_refusal("#clamsign-1.0") == "there is no signature in it");
  CHECK(sign_file_refusal("#clamsign-1.0\n# nothing\n\n") == "there is no signature in it");
}

TEST_CASE("a line of a signature file is checked field by field", "[clamav]") {
  const std::string first = "#clamsign-1.0\n";
  CHECK(sign_file_refusal(first + "x::pkcs7-pem:aGk=") ==
        "its functionality levels are not whole numbers");
  CHECK(sign_file_refusal(first + "1:-2:pkcs7-pem:aGk=") ==
        "its functionality levels are not whole numbers");
  CHECK(sign_file_refusal(first + "230::ed25519:aGk=") ==
        "its form is 'ed25519', expected pkcs7-pem");
  CHECK(sign_file_refusal(first + "230") == "its form is '', expected pkcs7-pem");
  CHECK(sign_file_refusal(first + "230::pkcs7-pem:") == "its signature is not base64");
}

TEST_CASE("base64 is taken in its one spelling only", "[clamav]") {
  CHECK(decoded("AAECAwQF+/8=") == std::string("\0\1\2\3\4\5\xfb\xff", 8));
  CHECK(decoded("aGVsbG8h") == "hello!");
  for (const char* bad :
       {"aGk", "aGk==", "aG=k", "aGl=", "aGk=aGk=", "====", "aG k", "aGk-", "a==="}) {
    CAPTURE(bad);
    CHECK(decoded(bad) == "refused: its signature is not base64");
  }
}
