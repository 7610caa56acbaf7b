#include "relay/crypto/certificate.h"

#include <openssl/x509v3.h>

#include <chrono>

#include "relay/crypto/certificate_draft.h"
#include "relay/crypto/failure.h"
#include "relay/crypto/owned.h"

namespace relay::crypto {
namespace {

std::string spelled(const X509_NAME& name) {
  const Owned<BIO> memory{::BIO_new(::BIO_s_mem())};
  if (!memory || ::X509_NAME_print_ex(memory.get(), &name, 0, XN_FLAG_RFC2253) < 0) {
    fail("cannot spell the name in a certificate");
  }
  char* begin = nullptr;
  const long size = ::BIO_get_mem_data(memory.get(), &begin);
  return std::string(begin, static_cast<std::size_t>(size));
}

/// Nothing for what is no time.
std::optional<policy::Instant> instant_of(const ASN1_TIME& time) {
  const std::unique_ptr<ASN1_TIME, decltype(&::ASN1_TIME_free)> epoch{::ASN1_TIME_set(nullptr, 0),
                                                                      ::ASN1_TIME_free};
  int days = 0, seconds = 0;
  if (!epoch || ::ASN1_TIME_diff(&days, &seconds, epoch.get(), &time) != 1) return std::nullopt;
  return policy::from_unix_seconds(std::int64_t{days} * 86'400 + seconds);
}

}  // namespace

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

std::optional<Particulars> particulars(std::string_view pem) {
  const CertificatePtr certificate = read_certificate(pem);
  if (!certificate) return std::nullopt;
  const auto from = instant_of(*::X509_get0_notBefore(certificate.get()));
  const auto until = instant_of(*::X509_get0_notAfter(certificate.get()));
  if (!from || !until) return std::nullopt;
  return Particulars{.subject = spelled(*::X509_get_subject_name(certificate.get())),
                     .issuer = spelled(*::X509_get_issuer_name(certificate.get())),
                     .from = *from,
                     .until = *until,
                     .fingerprint = fingerprint_of(*certificate)};
}

std::optional<policy::Digest> key_fingerprint(std::string_view pem) {
  const CertificatePtr certificate = read_certificate(pem);
  if (!certificate) return std::nullopt;
  return key_fingerprint_of(*certificate);
}

}  // namespace relay::crypto
