#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/digest.h"
#include "policy/time.h"
#include "relay/crypto/certificate.h"

// OpenSSL's own, declared here so that its headers stay in sources.
struct evp_pkey_st;
struct x509_st;

/// How the certificates of this room are made. For its own sources; others see what they make of
/// it.
namespace relay::crypto {

struct FreeOpenssl {
  void operator()(evp_pkey_st* key) const;
  void operator()(x509_st* certificate) const;
};
using KeyPtr = std::unique_ptr<evp_pkey_st, FreeOpenssl>;
using CertificatePtr = std::unique_ptr<x509_st, FreeOpenssl>;

KeyPtr new_key();  ///< ECDSA P-256.
std::string pem_of(evp_pkey_st& key);
/// Nothing when the text has none.
CertificatePtr read_certificate(std::string_view pem);
/// The key of an identity that this room made. Throws Failure when the text has none.
KeyPtr read_key(std::string_view pem);

/// {"O", "Sluice"}, {"CN", "relay"}: in this order.
using Subject = std::vector<std::pair<const char*, std::string>>;

/// A certificate until it is signed; with a number that nobody can guess. Throws Failure.
class CertificateDraft {
 public:
  CertificateDraft(evp_pkey_st& key, const Subject& subject);

  void set_validity(policy::Instant from, policy::Instant to);
  /// Its names in the extension, at least one.
  void set_names(const ServerNames& names);
  /// By OpenSSL's number of the extension, and in its spelling.
  void set_extension(int kind, const char* value);

  /// Signs it and yields it as PEM. The signer's name becomes the issuer's, and its key is named
  /// besides the certificate's own; without a signer it signs itself.
  std::string sign(evp_pkey_st& key, x509_st* signer = nullptr);
  /// SHA-256 of the whole, once it is signed.
  policy::Digest fingerprint() const;

 private:
  const CertificatePtr certificate_;
};

policy::Digest fingerprint_of(const x509_st& certificate);
policy::Digest key_fingerprint_of(const x509_st& certificate);

}  // namespace relay::crypto
