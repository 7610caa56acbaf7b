#include "tests/support/clamav_signing.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <memory>
#include <stdexcept>

#include "tests/support/clamav_keys.h"

namespace tests {
namespace {

struct Free {
  void operator()(BIO* bio) const { BIO_free_all(bio); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(PKCS7* message) const { PKCS7_free(message); }
  void operator()(BIGNUM* number) const { BN_free(number); }
  void operator()(STACK_OF(X509) * list) const { sk_X509_free(list); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

void must(bool done) {
  if (!done) throw std::runtime_error{"the tests' vendor cannot sign"};
}

Owned<BIO> reading(std::string_view text) {
  return Owned<BIO>{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
}

Owned<EVP_PKEY> private_key(const char* pem) {
  Owned<EVP_PKEY> key{PEM_read_bio_PrivateKey(reading(pem).get(), nullptr, nullptr, nullptr)};
  must(key != nullptr);
  return key;
}

Owned<X509> certificate(const char* pem) {
  Owned<X509> read{PEM_read_bio_X509(reading(pem).get(), nullptr, nullptr, nullptr)};
  must(read != nullptr);
  return read;
}

unsigned char* octets(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}
const unsigned char* octets(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

std::string pkcs7(std::string_view content, const EVP_MD* digest, int flags) {
  const auto signer = certificate(clamav_keys::kSigner);
  const auto intermediate = certificate(clamav_keys::kIntermediate);
  const auto key = private_key(clamav_keys::kSignerPrivate);
  const Owned<STACK_OF(X509)> chain{sk_X509_new_null()};
  sk_X509_push(chain.get(), intermediate.get());
  const auto bytes = reading(content);

  const int all = flags | PKCS7_BINARY | PKCS7_PARTIAL;
  const Owned<PKCS7> message{PKCS7_sign(nullptr, nullptr, chain.get(), nullptr, all)};
  must(message != nullptr);
  must(PKCS7_sign_add_signer(message.get(), signer.get(), key.get(), digest, all) != nullptr);
  must(PKCS7_final(message.get(), bytes.get(), all) == 1);

  unsigned char* der = nullptr;
  const int length = i2d_PKCS7(message.get(), &der);
  must(length > 0);
  std::string text(reinterpret_cast<char*>(der), static_cast<std::size_t>(length));
  OPENSSL_free(der);
  return text;
}

std::string base64(std::string_view bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');
  const int length = EVP_EncodeBlock(octets(text), octets(bytes), static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(length));
  return text;
}

}  // namespace

std::string legacy_text(std::string_view big_endian) {
  constexpr const char* kDigits =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/";
  const Owned<BIGNUM> number{
      BN_bin2bn(octets(big_endian), static_cast<int>(big_endian.size()), nullptr)};
  std::string text;
  while (!BN_is_zero(number.get())) {
    text += kDigits[BN_mod_word(number.get(), 64)];
    BN_rshift(number.get(), number.get(), 6);
  }
  return text;
}

std::string sign_header(std::string_view md5) {
  const auto key = private_key(clamav_keys::kHeaderPrivate);
  const Owned<EVP_PKEY_CTX> context{EVP_PKEY_CTX_new(key.get(), nullptr)};
  must(EVP_PKEY_sign_init(context.get()) == 1);
  must(EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING) == 1);
  const std::string block = std::string(128 - md5.size(), '\0') + std::string{md5};
  std::string signature(128, '\0');
  std::size_t length = signature.size();
  must(EVP_PKEY_sign(context.get(), octets(signature), &length, octets(block), block.size()) == 1);
  return signature;
}

std::string sign_pss(std::string_view message) {
  const auto key = private_key(clamav_keys::kPssPrivate);
  const Owned<EVP_MD_CTX> context{EVP_MD_CTX_new()};
  EVP_PKEY_CTX* rules = nullptr;
  must(EVP_DigestSignInit(context.get(), &rules, EVP_sha256(), nullptr, key.get()) == 1);
  must(EVP_PKEY_CTX_set_rsa_padding(rules, RSA_PKCS1_PSS_PADDING) == 1);
  must(EVP_PKEY_CTX_set_rsa_pss_saltlen(rules, 32) == 1);
  std::string signature(256, '\0');
  std::size_t length = signature.size();
  must(EVP_DigestSign(context.get(), octets(signature), &length, octets(message), message.size()) ==
       1);
  return signature;
}

std::string detached_signature(std::string_view content) {
  return pkcs7(content, EVP_sha256(), PKCS7_DETACHED);
}

std::string detached_signature_with_sha1(std::string_view content) {
  return pkcs7(content, EVP_sha1(), PKCS7_DETACHED);
}

std::string attached_signature(std::string_view content) {
  return pkcs7(content, EVP_sha256(), 0);
}

std::string sign_file(std::string_view content) {
  return "#clamsign-1.0\n230::pkcs7-pem:" + base64(detached_signature(content)) + "\n";
}

}  // namespace tests
