#include "relay/crypto/certificate.h"

#include <openssl/x509v3.h>

#include <chrono>

#include "relay/crypto/certificate_draft.h"

namespace relay::crypto {

Identity self_signed(const ServerNames& names, policy::Instant now) {
  const KeyPtr key = new_key();
  // Nobody reads the subject as a host name any more; the names stand in the extension.
  CertificateDraft draft{*key, {{"CN", "Sluice update relay"}}};
  draft.set_validity(now - std::chrono::hours{1}, now + std::chrono::days{3652});
  draft.set_names(names);
  // Trusted as it is and for nothing else: it cannot sign for other names.
  draft.set_extension(NID_basic_constraints, "critical,CA:FALSE");
  draft.set_extension(NID_key_usage, "critical,digitalSignature");
  draft.set_extension(NID_ext_key_usage, "serverAuth");
  return {.certificate = draft.sign(*key), .key = pem_of(*key)};
}

std::optional<policy::Digest> fingerprint(std::string_view pem) {
  const CertificatePtr certificate = read_certificate(pem);
  if (!certificate) return std::nullopt;
  return fingerprint_of(*certificate);
}

std::optional<policy::Digest> key_fingerprint(std::string_view pem) {
  const CertificatePtr certificate = read_certificate(pem);
  if (!certificate) return std::nullopt;
  return key_fingerprint_of(*certificate);
}

}  // namespace relay::crypto
