#include "relay/crypto/scrypt.h"

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include <array>
#include <memory>

#include "relay/crypto/failure.h"

namespace relay::crypto {
namespace {

constexpr std::size_t kDerived = 32;

struct FreeKdf {
  void operator()(EVP_KDF* kdf) const { ::EVP_KDF_free(kdf); }
  void operator()(EVP_KDF_CTX* context) const { ::EVP_KDF_CTX_free(context); }
};

/// OpenSSL takes a null pointer for "there is none".
OSSL_PARAM octets_of(const char* name, std::string_view bytes) {
  const char* const begin = bytes.empty() ? "" : bytes.data();
  return ::OSSL_PARAM_construct_octet_string(name, const_cast<char*>(begin), bytes.size());
}

}  // namespace

std::string scrypt(std::string_view password, std::string_view salt, const ScryptCost& cost) {
  const std::unique_ptr<EVP_KDF, FreeKdf> kdf{::EVP_KDF_fetch(nullptr, "SCRYPT", nullptr)};
  const std::unique_ptr<EVP_KDF_CTX, FreeKdf> context{::EVP_KDF_CTX_new(kdf.get())};
  if (!context) fail("there is no scrypt");
  ScryptCost asked = cost;
  std::uint64_t most = kScryptMemory;
  const std::array params{
      octets_of(OSSL_KDF_PARAM_PASSWORD, password),
      octets_of(OSSL_KDF_PARAM_SALT, salt),
      ::OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_N, &asked.n),
      ::OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_R, &asked.r),
      ::OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_P, &asked.p),
      ::OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_MAXMEM, &most),
      ::OSSL_PARAM_construct_end(),
  };
  std::string derived(kDerived, '\0');
  auto* const out = reinterpret_cast<unsigned char*>(derived.data());
  if (::EVP_KDF_derive(context.get(), out, derived.size(), params.data()) != 1) {
    fail("cannot make a scrypt");
  }
  return derived;
}

}  // namespace relay::crypto
