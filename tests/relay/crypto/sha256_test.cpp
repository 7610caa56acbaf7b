#include "relay/crypto/sha256.h"

#include <catch2/catch.hpp>

#include "tests/support/temp_folder.h"

using relay::crypto::Sha256;
using relay::crypto::sha256;
using relay::crypto::sha256_file;

namespace {
std::span<const std::byte> bytes(std::string_view text) {
  return std::as_bytes(std::span{text});
}
}  // namespace

TEST_CASE("SHA-256 gives the digests of FIPS 180-4's examples", "[crypto][sha256]") {
  CHECK(sha256("").hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256("abc").hex() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256(std::string(1'000'000, 'a')).hex() ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a digest does not depend on how the bytes were cut", "[crypto][sha256]") {
  const std::string text = "the same bytes in any number of parts";
  for (std::size_t at = 0; at <= text.size(); ++at) {
    Sha256 hash;
    hash.add(bytes(text).first(at));
    hash.add(bytes(text).subspan(at));
    CHECK(hash.finish() == sha256(text));
  }
}

TEST_CASE("a copy of a digest is finished while the original goes on", "[crypto][sha256]") {
  Sha256 hash;
  hash.add(bytes("ab"));
  Sha256 copy = hash;
  CHECK(copy.finish() == sha256("ab"));
  CHECK(copy.finish() == sha256(""));
  hash.add(bytes("c"));
  copy = hash;
  CHECK(hash.finish() == sha256("abc"));
  CHECK(copy.finish() == sha256("abc"));
}

TEST_CASE("a file is hashed whole whatever its size", "[crypto][sha256]") {
  const tests::TempFolder folder;
  const auto size = GENERATE(0, 1, 1'048'575, 1'048'576, 1'048'577, 3'000'000);
  const std::string text(static_cast<std::size_t>(size), 'x');
  tests::write_file(folder / "file", text);
  CHECK(sha256_file(folder / "file") == sha256(text));
}

TEST_CASE("what is not a plain file is not hashed", "[crypto][sha256]") {
  const tests::TempFolder folder;
  tests::write_file(folder / "file", "abc");
  std::filesystem::create_symlink("file", folder / "link");
  CHECK_THROWS_AS(sha256_file(folder / "link"), std::filesystem::filesystem_error);
  CHECK_THROWS_AS(sha256_file(folder / "nothing"), std::filesystem::filesystem_error);
  CHECK_THROWS_AS(sha256_file(folder.path()), std::filesystem::filesystem_error);
}
