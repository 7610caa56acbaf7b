#include "relay/crypto/scrypt.h"

#include <catch2/catch.hpp>

#include "relay/crypto/failure.h"

using relay::crypto::scrypt;
using relay::crypto::ScryptCost;

namespace {

std::string hex_of(const std::string& bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char byte : bytes) {
    text += kDigits[static_cast<unsigned char>(byte) >> 4U];
    text += kDigits[static_cast<unsigned char>(byte) & 15U];
  }
  return text;
}

}  // namespace

TEST_CASE("scrypt gives the keys of RFC 7914's examples", "[crypto][scrypt]") {
  // 12; the first 32 of the 64 bytes there.
  CHECK(hex_of(scrypt("", "", {16, 1, 1})) ==
        "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442");
  CHECK(hex_of(scrypt("password", "NaCl", {1024, 8, 16})) ==
        "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162");
  CHECK(hex_of(scrypt("pleaseletmein", "SodiumChloride", {16384, 8, 1})) ==
        "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2");
}

TEST_CASE("scrypt takes 128 MiB and never more than it may", "[crypto][scrypt]") {
  CHECK(scrypt("p", "salt", ScryptCost{}).size() == 32);
  CHECK_THROWS_AS(scrypt("p", "salt", {262'144, 8, 1}), relay::crypto::Failure);
  CHECK_THROWS_AS(scrypt("p", "salt", {1000, 8, 1}), relay::crypto::Failure);
}

TEST_CASE("every byte of a password and of its salt counts", "[crypto][scrypt]") {
  const ScryptCost cheap{16, 8, 1};
  const std::string zero("a\0b", 3);
  CHECK(scrypt(zero, "salt", cheap) != scrypt("a", "salt", cheap));
  CHECK(scrypt("a", zero, cheap) != scrypt("a", "a", cheap));
  CHECK(scrypt(std::string(256, 'x'), "s", cheap) != scrypt(std::string(255, 'x'), "s", cheap));
}
