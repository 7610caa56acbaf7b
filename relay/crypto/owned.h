#pragma once

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pkcs7.h>
#include <openssl/x509.h>

#include <memory>

/// OpenSSL's things in a unique_ptr. For the sources of this room; no header includes it.
namespace relay::crypto {

struct Free {
  void operator()(BIGNUM* number) const { ::BN_free(number); }
  void operator()(BIO* memory) const { ::BIO_free_all(memory); }
  void operator()(EVP_PKEY* key) const { ::EVP_PKEY_free(key); }
  void operator()(EVP_PKEY_CTX* context) const { ::EVP_PKEY_CTX_free(context); }
  void operator()(OSSL_PARAM* params) const { ::OSSL_PARAM_free(params); }
  void operator()(OSSL_PARAM_BLD* builder) const { ::OSSL_PARAM_BLD_free(builder); }
  void operator()(PKCS7* message) const { ::PKCS7_free(message); }
  void operator()(X509* certificate) const { ::X509_free(certificate); }
  void operator()(X509_REQ* request) const { ::X509_REQ_free(request); }
  void operator()(X509_STORE* store) const { ::X509_STORE_free(store); }
  void operator()(X509_STORE_CTX* context) const { ::X509_STORE_CTX_free(context); }
  /// The list alone: the certificates in it belong to what it was taken from.
  void operator()(STACK_OF(X509) * list) const { sk_X509_free(list); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

}  // namespace relay::crypto
