#include "relay/feed/clamav/header.h"

#include <string>

#include <catch2/catch.hpp>

using namespace relay::feed::clamav;

namespace {

const std::string kLine =
    "ClamAV-VDB:22 Jun 2021 20-40 -0400:3:11:81:75c84c7f1a2d37d9c2a37b2bc9b3a670:j1b39yL+/Gf:"
    "raynman:1624408809";

std::string padded(std::string line) {
  line.resize(512, ' ');
  return line;
}

/// The line with one field replaced; the first is 0.
std::string with(int field, const std::string& value) {
  std::size_t first = 0;
  for (int i = 0; i < field; ++i) first = kLine.find(':', first) + 1;
  const auto end = std::min(kLine.find(':', first), kLine.size());
  return kLine.substr(0, first) + value + kLine.substr(end);
}

std::string header_refusal(const std::string& line) {
  const auto header = parse_header(padded(line));
  return header ? "taken" : header.error().what;
}

}  // namespace

TEST_CASE("a header has nine fields and all of them are read", "[clamav]") {
  const auto header = parse_header(padded(kLine));
  REQUIRE(header.has_value());
  CHECK(*header == Header{.built = "22 Jun 2021 20-40 -0400",
                          .version = 3,
                          .signatures = 11,
                          .functionality = 81,
                          .md5 = "75c84c7f1a2d37d9c2a37b2bc9b3a670",
                          .signature = "j1b39yL+/Gf",
                          .builder = "raynman",
                          .stime = policy::from_unix_seconds(1'624'408'809)});
}

TEST_CASE("a header is exactly 512 bytes", "[clamav]") {
  CHECK(parse_header(padded(kLine).substr(0, 511)).error().what ==
        "its header is 511 bytes, a database begins with 512");
  CHECK_FALSE(parse_header(padded(kLine) + " ").has_value());
  CHECK_FALSE(parse_header("").has_value());
}

TEST_CASE("an HTML page is no header", "[clamav]") {
  CHECK(header_refusal("<!DOCTYPE html><html><body>Please log in</body></html>") ==
        "it is not a ClamAV database: it does not begin with 'ClamAV-VDB'");
}

TEST_CASE("a header with more or fewer fields is refused", "[clamav]") {
  const char* const kNine = "its header does not have nine fields between colons";
  CHECK(header_refusal(kLine + ":1") == kNine);
  CHECK(header_refusal(kLine.substr(0, kLine.rfind(':'))) == kNine);
  CHECK(header_refusal("ClamAV-VDB:") == kNine);
}

TEST_CASE("a version is a whole number above zero that fits 32 bits", "[clamav]") {
  CHECK(header_refusal(with(2, "1")) == "taken");
  CHECK(header_refusal(with(2, "4294967295")) == "taken");
  for (const char* bad :
       {"0", "4294967296", "", "-1", "+1", "03", "3 ", "3a", "99999999999999999999"}) {
    CAPTURE(bad);
    CHECK(header_refusal(with(2, bad)) ==
          "the header's version is '" + std::string{bad} + "', expected a whole number");
  }
}

TEST_CASE("every other field of a header is checked", "[clamav]") {
  CHECK(header_refusal(with(0, "ClamAV-VDBs")) ==
        "the header's first field is 'ClamAV-VDBs', expected 'ClamAV-VDB'");
  CHECK(header_refusal(with(3, "many")) ==
        "the header's number of signatures is 'many', expected a whole number");
  CHECK(header_refusal(with(4, "")) ==
        "the header's functionality level is '', expected a whole number");
  CHECK(header_refusal(with(5, "75C84c7f1a2d37d9c2a37b2bc9b3a670")) ==
        "the header's MD5 is '75C84c7f1a2d37d9c2a37b2bc9b3a670', expected 32 lower-case digits");
  CHECK(header_refusal(with(5, "75c8")) ==
        "the header's MD5 is '75c8', expected 32 lower-case digits");
  CHECK(header_refusal(with(6, "")) ==
        "the header's signature is '', expected 1 to 350 characters");
  CHECK(header_refusal(with(7, "")) == "the header's builder is '', expected a name");
  CHECK(header_refusal(with(8, "0")) == "the header's time is '0', expected seconds since 1970");
  CHECK(header_refusal(with(8, "7258118400")) == "taken");
  CHECK(header_refusal(with(8, "7258118401")) ==
        "the header's time is '7258118401', expected seconds since 1970");
}

TEST_CASE("a signature may be as long as the header leaves room", "[clamav]") {
  CHECK(header_refusal(with(6, std::string(350, 'a'))) == "taken");
  CHECK(header_refusal(with(6, std::string(351, 'a'))) ==
        "the header's signature is '" + std::string(351, 'a') + "', expected 1 to 350 characters");
}

TEST_CASE("bytes that cannot be printed are no header", "[clamav]") {
  for (const char c : {'\0', '\n', '\x7f', '\xe9'}) {
    CHECK(header_refusal(with(7, std::string{"ray"} + c)) == "its header is not printable ASCII");
  }
}

TEST_CASE("the line in the signed contents has neither MD5 nor signature", "[clamav]") {
  CHECK(parse_contents_header("ClamAV-VDB:22 Jun 2021:3:11:81:X:X:raynman:1624408809").has_value());
  CHECK(parse_contents_header(kLine).error().what ==
        "the first line of its .info has an MD5 or a signature, expected X");
  CHECK_FALSE(parse_header(padded("ClamAV-VDB:22 Jun 2021:3:11:81:X:X:raynman:1624408809")));
}
