#include "relay/crypto/rsa.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "relay/crypto/sha256.h"
#include "tests/support/clamav_keys.h"

using relay::crypto::RsaPublicKey;
namespace keys = tests::clamav_keys;

namespace {

std::vector<std::byte> from_hex(const std::string& text) {
  std::vector<std::byte> bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    bytes.push_back(static_cast<std::byte>(std::stoi(text.substr(i, 2), nullptr, 16)));
  }
  return bytes;
}

// openssl dgst -sha256 -sign with rsa_padding_mode:pss and rsa_pss_saltlen:32, of "hello"
const char* const kSignatureOfHello =
    "1f9bfda310cb4b2bf226d508aa10d1457a531d70bb7c653cdcb2b349aa72c19262843c608f58520e"
    "d30d7a960ba262975b6fdf4c642bd1c05d938d0269622b613b7c9c9730bd0cd4adfc7957d652932c"
    "98b4ef749ca415c59a536689459cd7ac7631bb27d4025dd2fc7c2a9460ce6a0703345f6d3d5fb835"
    "15aa15f15f50234b35fe5242299b68840d036d6b522cd74bcf370aeed5ce590171f7becf2344eb71"
    "4c4037e07dcbf821a6233d21880b8123d1ac7e1f671d91a26c1a0cc062d97631e5bf0f86208857d3"
    "451add8bb68c4cf9e5d09340298585466638538081c9bdb05f21f75c3dd220005d0778e0edbb1e58"
    "0597fbc7c02eed024be88179532f8c6c";
// the same with rsa_pss_saltlen:20
const char* const kSaltOf20 =
    "794487896dd2e82302ca20a868e48ee1e513a5825bff8ac697e8dfeefe105534478413225ffc548c"
    "8dd47d37946cb41608f54a97e4a59b24794232c002dbbf6bf2ac081bb46b53e363189c063b53cdc7"
    "595f71334dd49cf980353f8e5bfbc1909c2bfdf0ae954eec02033ce9fa7cd7de38ce73f9612d54af"
    "dd4524d45f26f61db8893a2d8c5887044ac8c6508b249c62742ed7a4e980038a74597679a7ebd643"
    "e641cb833afbf4238d91d0e39854294ba1b76eea4afea5b196372739b1fc2b3bdfcc007b281cafa8"
    "0c45fdaad7e2830ac132cafbcb5a7ea6ca1a12e9fc29b6ca5097036da61e2283b5a65247b3c5e114"
    "cdda96ba577520bf89b4fc10d8ac1860";
// openssl pkeyutl -decrypt -pkeyopt rsa_padding_mode:none, of 112 zeros and "sixteen bytes ok"
const char* const kRaw =
    "30bd3924aadd7901da99aa52297aa0ce41d04d820ee014420a1ae5100ef15ec08817b68305d47007"
    "1740d559d804b76a20d03a3f2a55676720198ad75cf43f6716fcb6a5b3bca941eb3e97c357364bf4"
    "3cca8986d7873d749c5ec9a862503ac695215f2cf2b5440ab69a8175da4cbd13972a709074c1a85c"
    "be1a301923c97e91";

RsaPublicKey pss_key() {
  return *RsaPublicKey::parse(keys::kPssModulus, keys::kExponent);
}
RsaPublicKey raw_key() {
  return *RsaPublicKey::parse(keys::kHeaderModulus, keys::kExponent);
}

}  // namespace

TEST_CASE("a PSS signature holds for its message and its key only", "[crypto]") {
  const auto hello = relay::crypto::sha256("hello");
  auto signature = from_hex(kSignatureOfHello);
  CHECK(pss_key().verify_pss_sha256(signature, hello));
  CHECK_FALSE(pss_key().verify_pss_sha256(signature, relay::crypto::sha256("Hello")));

  auto other = *RsaPublicKey::parse(keys::kPssModulus, "3");
  CHECK_FALSE(other.verify_pss_sha256(signature, hello));
  CHECK_FALSE(raw_key().verify_pss_sha256(signature, hello));

  signature[17] ^= std::byte{1};
  CHECK_FALSE(pss_key().verify_pss_sha256(signature, hello));
}

TEST_CASE("a PSS signature with another length of salt is no signature", "[crypto]") {
  CHECK_FALSE(pss_key().verify_pss_sha256(from_hex(kSaltOf20), relay::crypto::sha256("hello")));
}

TEST_CASE("a signature must be exactly as long as the modulus", "[crypto]") {
  auto signature = from_hex(kSignatureOfHello);
  signature.pop_back();
  CHECK_FALSE(pss_key().verify_pss_sha256(signature, relay::crypto::sha256("hello")));
  CHECK_FALSE(pss_key().recover_raw(signature).has_value());
  CHECK_FALSE(pss_key().recover_raw({}).has_value());
}

TEST_CASE("recovering without padding yields every byte with leading zeros", "[crypto]") {
  const auto recovered = raw_key().recover_raw(from_hex(kRaw));
  REQUIRE(recovered.has_value());
  REQUIRE(recovered->size() == 128);
  CHECK(std::string(reinterpret_cast<const char*>(recovered->data()), 128) ==
        std::string(112, '\0') + "sixteen bytes ok");
}

TEST_CASE("a raw signature that is not below the modulus is refused", "[crypto]") {
  const std::vector<std::byte> large(128, std::byte{0xff});
  CHECK_FALSE(raw_key().recover_raw(large).has_value());
}

TEST_CASE("a key is read from decimal and hexadecimal numbers alike", "[crypto]") {
  CHECK(RsaPublicKey::parse(keys::kPssModulus, "0x10001")->size() == 256);
  CHECK(RsaPublicKey::parse(keys::kPssModulus, "0x10001")
            ->verify_pss_sha256(from_hex(kSignatureOfHello), relay::crypto::sha256("hello")));
}

TEST_CASE("numbers that cannot be a key are refused", "[crypto]") {
  const std::string bits_1024 = "0x8" + std::string(254, '0') + "1";
  const std::string bits_1023 = "0x4" + std::string(254, '0') + "1";
  const std::string bits_8192 = "0x8" + std::string(2046, '0') + "1";
  const std::string bits_8193 = "0x1" + std::string(2047, '0') + "1";
  CHECK(RsaPublicKey::parse(bits_1024, "65537").has_value());
  CHECK_FALSE(RsaPublicKey::parse(bits_1023, "65537").has_value());
  CHECK(RsaPublicKey::parse(bits_8192, "65537").has_value());
  CHECK_FALSE(RsaPublicKey::parse(bits_8193, "65537").has_value());

  CHECK_FALSE(RsaPublicKey::parse("", "65537").has_value());
  CHECK_FALSE(RsaPublicKey::parse("0x", "65537").has_value());
  CHECK_FALSE(RsaPublicKey::parse(bits_1024, "").has_value());
  CHECK_FALSE(RsaPublicKey::parse(bits_1024, "1").has_value());
  CHECK_FALSE(RsaPublicKey::parse(bits_1024, "65536").has_value());
  CHECK_FALSE(RsaPublicKey::parse(bits_1024, "-3").has_value());
  CHECK_FALSE(RsaPublicKey::parse(bits_1024 + "g", "65537").has_value());
  CHECK_FALSE(RsaPublicKey::parse("0x8" + std::string(255, '0'), "65537").has_value());
}
