#include "relay/crypto/signature.h"

#include <openssl/evp.h>
#include <openssl/pem.h>

#include <catch2/catch.hpp>

#include "relay/crypto/certificate.h"
#include "relay/crypto/failure.h"

using relay::crypto::make_signing_key;
using relay::crypto::public_key;
using relay::crypto::sign;

namespace {

/// As somebody checks it who has nothing of ours but the public key.
bool holds(const std::string& signer, const std::string& text, const std::string& signature) {
  BIO* const memory = ::BIO_new_mem_buf(signer.data(), static_cast<int>(signer.size()));
  EVP_PKEY* const key = ::PEM_read_bio_PUBKEY(memory, nullptr, nullptr, nullptr);
  EVP_MD_CTX* const context = ::EVP_MD_CTX_new();
  const bool good =
      ::EVP_DigestVerifyInit(context, nullptr, ::EVP_sha256(), nullptr, key) == 1 &&
      ::EVP_DigestVerify(context, reinterpret_cast<const unsigned char*>(signature.data()),
                         signature.size(), reinterpret_cast<const unsigned char*>(text.data()),
                         text.size()) == 1;
  ::EVP_MD_CTX_free(context);
  ::EVP_PKEY_free(key);
  ::BIO_free_all(memory);
  return good;
}

}  // namespace

TEST_CASE("a signature holds for its text and its key only", "[crypto][signature]") {
  const std::string key = make_signing_key();
  const std::string signer = public_key(key);
  CHECK(signer.starts_with("-----BEGIN PUBLIC KEY-----\n"));
  CHECK(signer.find("PRIVATE") == std::string::npos);

  const std::string text = "sluice-audit-bundle v1\n";
  const std::string signature = sign(key, text);
  CHECK(holds(signer, text, signature));
  CHECK(holds(signer, "", sign(key, "")));
  CHECK_FALSE(holds(signer, text + " ", signature));
  CHECK_FALSE(holds(public_key(make_signing_key()), text, signature));
}

TEST_CASE("who signs is told from others by the digest of the public key", "[crypto][signature]") {
  const std::string key = make_signing_key();
  CHECK(relay::crypto::signer_fingerprint(key) == relay::crypto::signer_fingerprint(key));
  CHECK(relay::crypto::signer_fingerprint(key) !=
        relay::crypto::signer_fingerprint(make_signing_key()));

  // The same digest that is shown of a certificate's key: of its DER.
  const auto pair = relay::crypto::self_signed({.dns = {"localhost"}}, policy::Instant{});
  CHECK(relay::crypto::signer_fingerprint(pair.key) ==
        relay::crypto::key_fingerprint(pair.certificate));
}

TEST_CASE("what is no key signs nothing", "[crypto][signature]") {
  CHECK_THROWS_AS(sign("", "text"), relay::crypto::Failure);
  CHECK_THROWS_AS(public_key("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
                  relay::crypto::Failure);
}
