#include "relay/crypto/md5.h"

#include <string_view>

#include <catch2/catch.hpp>

using relay::crypto::hex_of;
using relay::crypto::Md5;

namespace {

std::span<const std::byte> octets(std::string_view text) {
  return std::as_bytes(std::span{text});
}

}  // namespace

TEST_CASE("an MD5 is that of RFC 1321 however the bytes come", "[crypto]") {
  Md5 sum;
  CHECK(hex_of(sum.finish()) == "d41d8cd98f00b204e9800998ecf8427e");

  sum.add(octets("message digest"));
  CHECK(hex_of(sum.finish()) == "f96b697d7cb7938d525a2f31aaf161d0");

  sum.add(octets("message "));
  sum.add(octets("digest"));
  CHECK(hex_of(sum.finish()) == "f96b697d7cb7938d525a2f31aaf161d0");
}
