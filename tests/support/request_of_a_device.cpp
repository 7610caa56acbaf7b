#include "tests/support/request_of_a_device.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace tests {
namespace {

std::string taken_from(BIO* memory) {
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory, &text);
  std::string taken(text, static_cast<std::size_t>(size));
  BIO_free(memory);
  return taken;
}

}  // namespace

RequestOfADevice request_of_a_device() {
  EVP_PKEY* const key = EVP_EC_gen("P-256");
  X509_REQ* const request = X509_REQ_new();
  X509_REQ_set_pubkey(request, key);
  X509_REQ_sign(request, key, EVP_sha256());
  BIO* const written = BIO_new(BIO_s_mem());
  PEM_write_bio_X509_REQ(written, request);
  BIO* const secret = BIO_new(BIO_s_mem());
  PEM_write_bio_PKCS8PrivateKey(secret, key, nullptr, nullptr, 0, nullptr, nullptr);
  X509_REQ_free(request);
  EVP_PKEY_free(key);
  return {taken_from(written), taken_from(secret)};
}

}  // namespace tests
