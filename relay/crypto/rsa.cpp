#include "relay/crypto/rsa.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "relay/crypto/failure.h"
#include "relay/crypto/owned.h"

namespace relay::crypto {
namespace {

constexpr int kFewestBits = 1024;
constexpr int kMostBits = 8192;
constexpr std::size_t kMostDigits = 2500;  // 8192 bits are 2467 decimal digits.

const unsigned char* octets(std::span<const std::byte> bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

Owned<BIGNUM> number(std::string_view text) {
  const bool hexadecimal = text.starts_with("0x");
  if (hexadecimal) text.remove_prefix(2);
  const char* const digits = hexadecimal ? "0123456789abcdefABCDEF" : "0123456789";
  const bool wrong = text.find_first_not_of(digits) != std::string_view::npos;
  if (text.empty() || text.size() > kMostDigits || wrong) return nullptr;

  BIGNUM* read = nullptr;
  const std::string copy{text};
  (hexadecimal ? BN_hex2bn : BN_dec2bn)(&read, copy.c_str());
  if (read == nullptr) fail("reading an RSA key's number");
  return Owned<BIGNUM>{read};
}

std::vector<std::byte> big_endian(const BIGNUM* value) {
  std::vector<std::byte> bytes(static_cast<std::size_t>(BN_num_bytes(value)));
  BN_bn2bin(value, reinterpret_cast<unsigned char*>(bytes.data()));
  return bytes;
}

Owned<BIGNUM> from_big_endian(std::span<const std::byte> bytes) {
  Owned<BIGNUM> value{BN_bin2bn(octets(bytes), static_cast<int>(bytes.size()), nullptr)};
  if (!value) fail("making an RSA key");
  return value;
}

Owned<EVP_PKEY> key_of(std::span<const std::byte> modulus, std::span<const std::byte> exponent) {
  const auto n = from_big_endian(modulus);
  const auto e = from_big_endian(exponent);
  const Owned<OSSL_PARAM_BLD> builder{OSSL_PARAM_BLD_new()};
  const bool built = builder &&
                     OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) == 1 &&
                     OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) == 1;
  const Owned<OSSL_PARAM> params{built ? OSSL_PARAM_BLD_to_param(builder.get()) : nullptr};
  const Owned<EVP_PKEY_CTX> context{EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr)};
  EVP_PKEY* key = nullptr;
  const bool made = params && context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
                    EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) == 1;
  if (!made) fail("making an RSA key");
  return Owned<EVP_PKEY>{key};
}

Owned<EVP_PKEY_CTX> context_of(EVP_PKEY* key) {
  Owned<EVP_PKEY_CTX> context{EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr)};
  if (!context) fail("preparing an RSA check");
  return context;
}

}  // namespace

RsaPublicKey::RsaPublicKey(std::vector<std::byte> modulus, std::vector<std::byte> exponent)
    : modulus_{std::move(modulus)}, exponent_{std::move(exponent)} {}

std::optional<RsaPublicKey> RsaPublicKey::parse(std::string_view modulus,
                                                std::string_view exponent) {
  const auto n = number(modulus);
  const auto e = number(exponent);
  if (!n || !e || !BN_is_odd(n.get()) || !BN_is_odd(e.get()) || BN_is_one(e.get())) {
    return std::nullopt;
  }
  const int bits = BN_num_bits(n.get());
  if (bits < kFewestBits || bits > kMostBits || BN_num_bits(e.get()) > 64) return std::nullopt;
  return RsaPublicKey{big_endian(n.get()), big_endian(e.get())};
}

std::optional<std::vector<std::byte>> RsaPublicKey::recover_raw(
    std::span<const std::byte> signature) const {
  if (signature.size() != size()) return std::nullopt;
  const auto key = key_of(modulus_, exponent_);
  const auto context = context_of(key.get());
  if (EVP_PKEY_verify_recover_init(context.get()) != 1 ||
      EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING) != 1) {
    fail("preparing an RSA check");
  }
  std::vector<std::byte> recovered(size());
  std::size_t length = recovered.size();
  const int done =
      EVP_PKEY_verify_recover(context.get(), reinterpret_cast<unsigned char*>(recovered.data()),
                              &length, octets(signature), signature.size());
  ERR_clear_error();
  if (done != 1 || length != recovered.size()) return std::nullopt;
  return recovered;
}

bool RsaPublicKey::verify_pss_sha256(std::span<const std::byte> signature,
                                     const policy::Digest& message) const {
  if (signature.size() != size()) return false;
  const auto key = key_of(modulus_, exponent_);
  const auto context = context_of(key.get());
  if (EVP_PKEY_verify_init(context.get()) != 1 ||
      EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PSS_PADDING) != 1 ||
      EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256()) != 1 ||
      EVP_PKEY_CTX_set_rsa_pss_saltlen(context.get(), 32) != 1) {
    fail("preparing an RSA-PSS check");
  }
  const int verdict = EVP_PKEY_verify(context.get(), octets(signature), signature.size(),
                                      octets(message.bytes), message.bytes.size());
  ERR_clear_error();
  return verdict == 1;
}

}  // namespace relay::crypto
