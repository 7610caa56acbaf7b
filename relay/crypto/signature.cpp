#include "relay/crypto/signature.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

#include "relay/crypto/certificate_draft.h"
#include "relay/crypto/failure.h"
#include "relay/crypto/sha256.h"

namespace relay::crypto {
namespace {

struct FreeSigning {
  void operator()(BIO* memory) const { ::BIO_free_all(memory); }
  void operator()(EVP_MD_CTX* context) const { ::EVP_MD_CTX_free(context); }
};

/// What `write` puts into memory, as a text.
template <class Write>
std::string written_of(Write write) {
  const std::unique_ptr<BIO, FreeSigning> memory{::BIO_new(::BIO_s_mem())};
  if (!memory || write(memory.get()) != 1) fail("cannot write a public key");
  char* begin = nullptr;
  const long size = ::BIO_get_mem_data(memory.get(), &begin);
  return {begin, static_cast<std::size_t>(size)};
}

}  // namespace

std::string make_signing_key() {
  return pem_of(*new_key());
}

std::string public_key(std::string_view key) {
  const KeyPtr read = read_key(key);
  return written_of([&](BIO* memory) { return ::PEM_write_bio_PUBKEY(memory, read.get()); });
}

policy::Digest signer_fingerprint(std::string_view key) {
  const KeyPtr read = read_key(key);
  return sha256(written_of([&](BIO* memory) { return ::i2d_PUBKEY_bio(memory, read.get()); }));
}

std::string sign(std::string_view key, std::string_view text) {
  const KeyPtr read = read_key(key);
  const auto* const message = reinterpret_cast<const unsigned char*>(text.data());
  const std::unique_ptr<EVP_MD_CTX, FreeSigning> context{::EVP_MD_CTX_new()};
  std::size_t length = 0;
  if (!context ||
      ::EVP_DigestSignInit(context.get(), nullptr, ::EVP_sha256(), nullptr, read.get()) != 1 ||
      ::EVP_DigestSign(context.get(), nullptr, &length, message, text.size()) != 1) {
    fail("cannot sign");
  }
  std::string signature(length, '\0');
  auto* const out = reinterpret_cast<unsigned char*>(signature.data());
  if (::EVP_DigestSign(context.get(), out, &length, message, text.size()) != 1) {
    fail("cannot sign");
  }
  signature.resize(length);
  return signature;
}

}  // namespace relay::crypto
