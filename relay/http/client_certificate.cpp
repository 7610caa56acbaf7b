#include "relay/http/client_certificate.h"

#include <openssl/objects.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "relay/io/utf8.h"

namespace relay::http {
namespace {

constexpr std::size_t kLongestName = 256;

policy::Digest sha256(const std::string& bytes) {
  policy::Digest digest{};
  EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.bytes.data()),
             nullptr, EVP_sha256(), nullptr);
  return digest;
}

/// What OpenSSL has allocated for us.
std::string taken(unsigned char* bytes, int size) {
  const std::string copy(reinterpret_cast<const char*>(bytes),
                         static_cast<std::size_t>(std::max(size, 0)));
  OPENSSL_free(bytes);
  return copy;
}

std::string der(const X509_NAME* name) {
  unsigned char* bytes = nullptr;
  const int size = i2d_X509_NAME(name, &bytes);
  return taken(bytes, size);
}

/// UTF-8 without control characters.
bool is_plain_text(std::string_view text) {
  while (const auto character = io::take_character(text)) {
    if (*character < 0x20 || (*character >= 0x7f && *character < 0xa0)) return false;
  }
  return text.empty();
}

/// Nothing when it is no text, or one that would deceive whoever reads it.
std::optional<std::string> text_of(const ASN1_STRING* string) {
  unsigned char* bytes = nullptr;
  const int size = ASN1_STRING_to_UTF8(&bytes, string);
  if (size < 0) return std::nullopt;
  std::string text = taken(bytes, size);
  if (text.empty() || text.size() > kLongestName || !is_plain_text(text)) return std::nullopt;
  return text;
}

/// A part that is there twice could be read as either.
std::vector<Field> names_of(const X509_NAME* subject) {
  constexpr std::array kNames{std::pair{"cn", NID_commonName},
                              std::pair{"ou", NID_organizationalUnitName},
                              std::pair{"o", NID_organizationName}};
  std::vector<Field> names;
  for (const auto& [name, kind] : kNames) {
    const int at = X509_NAME_get_index_by_NID(subject, kind, -1);
    if (at < 0 || X509_NAME_get_index_by_NID(subject, kind, at) >= 0) continue;
    const X509_NAME_ENTRY* const entry = X509_NAME_get_entry(subject, at);
    if (auto text = text_of(X509_NAME_ENTRY_get_data(entry))) {
      names.push_back({name, std::move(*text)});
    }
  }
  return names;
}

/// The public key at the chain's end: an authority that is given a new certificate stays the same.
policy::Digest authority_of(const ssl_st& session) {
  STACK_OF(X509)* const chain = SSL_get0_verified_chain(&session);
  const int length = sk_X509_num(chain);
  if (length < 1) return {};
  unsigned char* bytes = nullptr;
  const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(sk_X509_value(chain, length - 1)), &bytes);
  return sha256(taken(bytes, size));
}

/// Whom it names, whoever issued it. Machines' certificates often have no subject, and their names
/// in the extension. Empty: nobody.
std::string named_in(const X509& certificate) {
  const X509_NAME* const subject = X509_get_subject_name(&certificate);
  if (X509_NAME_entry_count(subject) > 0) return der(subject);
  const int at = X509_get_ext_by_NID(&certificate, NID_subject_alt_name, -1);
  if (at < 0) return {};
  const ASN1_OCTET_STRING* const names = X509_EXTENSION_get_data(X509_get_ext(&certificate, at));
  return std::string(reinterpret_cast<const char*>(ASN1_STRING_get0_data(names)),
                     static_cast<std::size_t>(ASN1_STRING_length(names)));
}

/// When the first certificate of the chain is over; OpenSSL has found each of them to be in time.
policy::Instant end_of(const ssl_st& session) {
  auto end = policy::Instant::max();
  STACK_OF(X509)* const chain = SSL_get0_verified_chain(&session);
  const std::unique_ptr<ASN1_TIME, decltype(&ASN1_TIME_free)> epoch{ASN1_TIME_set(nullptr, 0),
                                                                    ASN1_TIME_free};
  for (int i = 0; i < sk_X509_num(chain); ++i) {
    int days = 0, seconds = 0;
    if (ASN1_TIME_diff(&days, &seconds, epoch.get(), X509_get0_notAfter(sk_X509_value(chain, i))) !=
        1) {
      return policy::Instant::min();
    }
    end = std::min(end, policy::Instant{std::chrono::days{days} + std::chrono::seconds{seconds}});
  }
  return end;
}

ClientCertificate read(const X509& certificate, const ssl_st& session) {
  ClientCertificate read;
  X509_digest(&certificate, EVP_sha256(),
              reinterpret_cast<unsigned char*>(read.fingerprint.bytes.data()), nullptr);
  read.subject = sha256(named_in(certificate));
  read.authority = authority_of(session);
  read.names = names_of(X509_get_subject_name(&certificate));
  return read;
}

}  // namespace

Shown shown_by(const ssl_st& session) {
  const X509* const certificate = SSL_get0_peer_certificate(&session);
  if (certificate == nullptr) return {};
  if (const long verdict = SSL_get_verify_result(&session); verdict != X509_V_OK) {
    return {.doubt = X509_verify_cert_error_string(verdict)};
  }
  if (named_in(*certificate).empty()) return {.doubt = "it names nobody"};
  return {.certificate = std::make_shared<const ClientCertificate>(read(*certificate, session)),
          .until = end_of(session)};
}

}  // namespace relay::http
