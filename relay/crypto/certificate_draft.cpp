#include "relay/crypto/certificate_draft.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <span>

#include "policy/require.h"
#include "relay/crypto/failure.h"
#include "relay/crypto/random.h"
#include "relay/crypto/sha256.h"

namespace relay::crypto {
namespace {

template <auto free>
struct Deleter {
  template <class T>
  void operator()(T* thing) const {
    free(thing);
  }
};
struct OpensslFree {
  void operator()(unsigned char* bytes) const { ::OPENSSL_free(bytes); }
};
using Memory = std::unique_ptr<BIO, Deleter<&::BIO_free_all>>;
using Alternatives = std::unique_ptr<GENERAL_NAMES, Deleter<&::GENERAL_NAMES_free>>;
using Alternative = std::unique_ptr<GENERAL_NAME, Deleter<&::GENERAL_NAME_free>>;
using Octets = std::unique_ptr<ASN1_OCTET_STRING, Deleter<&::ASN1_OCTET_STRING_free>>;
using DnsName = std::unique_ptr<ASN1_IA5STRING, Deleter<&::ASN1_IA5STRING_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Deleter<&::X509_EXTENSION_free>>;

void check(bool done) {
  if (!done) fail("cannot make a certificate");
}

std::string text_of(BIO* memory) {
  char* begin = nullptr;
  const long size = ::BIO_get_mem_data(memory, &begin);
  return std::string(begin, static_cast<std::size_t>(size));
}

Memory new_memory() {
  Memory memory{::BIO_new(::BIO_s_mem())};
  check(memory != nullptr);
  return memory;
}

Memory memory_with(std::string_view text) {
  Memory memory{::BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
  check(memory != nullptr);
  return memory;
}

void set_serial(X509& certificate) {
  // RFC 5280, 4.1.2.2: positive, at most 20 octets; CA/Browser: at least 64 bits nobody can guess.
  std::array<std::byte, 16> bytes{};
  random_bytes(bytes);
  bytes[0] = (bytes[0] & std::byte{0x3f}) | std::byte{0x40};
  const auto* const raw = reinterpret_cast<const unsigned char*>(bytes.data());
  check(::ASN1_STRING_set(::X509_get_serialNumber(&certificate), raw, bytes.size()) == 1);
}

void set_subject(X509& certificate, const Subject& subject) {
  X509_NAME* const name = ::X509_get_subject_name(&certificate);
  for (const auto& [kind, text] : subject) {
    const auto* const raw = reinterpret_cast<const unsigned char*>(text.data());
    check(::X509_NAME_add_entry_by_txt(name, kind, MBSTRING_UTF8, raw,
                                       static_cast<int>(text.size()), -1, 0) == 1);
  }
}

void add(GENERAL_NAMES& names, int type, void* value) {
  Alternative name{::GENERAL_NAME_new()};
  check(name != nullptr);
  ::GENERAL_NAME_set0_value(name.get(), type, value);
  check(::sk_GENERAL_NAME_push(&names, name.get()) > 0);
  static_cast<void>(name.release());  // The list has it now.
}

void add_dns(GENERAL_NAMES& names, const std::string& dns) {
  DnsName text{::ASN1_IA5STRING_new()};
  check(text && ::ASN1_STRING_set(text.get(), dns.data(), static_cast<int>(dns.size())) == 1);
  add(names, GEN_DNS, text.release());
}

void add_address(GENERAL_NAMES& names, const policy::Address& address) {
  const auto octets = std::span{address.bytes}.subspan(address.v4() ? 12 : 0);
  Octets text{::ASN1_OCTET_STRING_new()};
  check(text &&
        ::ASN1_OCTET_STRING_set(text.get(), octets.data(), static_cast<int>(octets.size())) == 1);
  add(names, GEN_IPADD, text.release());
}

/// Whose key this is, or which one has signed it: what verifiers that follow RFC 5280 strictly ask
/// for.
void name_key(X509& certificate, X509& signer, int kind, const char* value) {
  X509V3_CTX context{};
  ::X509V3_set_ctx(&context, &signer, &certificate, nullptr, nullptr, 0);
  const Extension extension{::X509V3_EXT_conf_nid(nullptr, &context, kind, value)};
  check(extension && ::X509_add_ext(&certificate, extension.get(), -1) == 1);
}

}  // namespace

void FreeOpenssl::operator()(evp_pkey_st* key) const {
  ::EVP_PKEY_free(key);
}
void FreeOpenssl::operator()(x509_st* certificate) const {
  ::X509_free(certificate);
}

KeyPtr new_key() {
  KeyPtr key{::EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")};
  check(key != nullptr);
  return key;
}

std::string pem_of(evp_pkey_st& key) {
  const Memory memory = new_memory();
  check(::PEM_write_bio_PKCS8PrivateKey(memory.get(), &key, nullptr, nullptr, 0, nullptr,
                                        nullptr) == 1);
  return text_of(memory.get());
}

CertificatePtr read_certificate(std::string_view pem) {
  const Memory memory = memory_with(pem);
  CertificatePtr certificate{::PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr)};
  if (!certificate) ::ERR_clear_error();
  return certificate;
}

KeyPtr read_key(std::string_view pem) {
  const Memory memory = memory_with(pem);
  KeyPtr key{::PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr)};
  if (!key) fail("cannot read a private key of the relay's own");
  return key;
}

CertificateDraft::CertificateDraft(evp_pkey_st& key, const Subject& subject)
    : certificate_{::X509_new()} {
  check(certificate_ && ::X509_set_version(certificate_.get(), X509_VERSION_3) == 1);
  set_serial(*certificate_);
  set_subject(*certificate_, subject);
  check(::X509_set_pubkey(certificate_.get(), &key) == 1);
}

void CertificateDraft::set_validity(policy::Instant from, policy::Instant to) {
  X509* const certificate = certificate_.get();
  check(::ASN1_TIME_set(::X509_getm_notBefore(certificate), policy::unix_seconds(from)) != nullptr);
  check(::ASN1_TIME_set(::X509_getm_notAfter(certificate), policy::unix_seconds(to)) != nullptr);
}

void CertificateDraft::set_names(const ServerNames& wanted) {
  policy::require(wanted.dns.size() + wanted.addresses.size() > 0, "a certificate is for somebody");
  Alternatives names{::GENERAL_NAMES_new()};
  check(names != nullptr);
  for (const auto& dns : wanted.dns) add_dns(*names, dns);
  for (const auto& address : wanted.addresses) add_address(*names, address);
  check(::X509_add1_ext_i2d(certificate_.get(), NID_subject_alt_name, names.get(), 0, 0) == 1);
}

void CertificateDraft::set_extension(int kind, const char* value) {
  const Extension extension{::X509V3_EXT_conf_nid(nullptr, nullptr, kind, value)};
  check(extension && ::X509_add_ext(certificate_.get(), extension.get(), -1) == 1);
}

std::string CertificateDraft::sign(evp_pkey_st& key, x509_st* signer) {
  X509& issuer = signer == nullptr ? *certificate_ : *signer;
  check(::X509_set_issuer_name(certificate_.get(), ::X509_get_subject_name(&issuer)) == 1);
  name_key(*certificate_, issuer, NID_subject_key_identifier, "hash");
  if (signer != nullptr) {
    name_key(*certificate_, issuer, NID_authority_key_identifier, "keyid:always");
  }
  check(::X509_sign(certificate_.get(), &key, ::EVP_sha256()) > 0);
  const Memory memory = new_memory();
  check(::PEM_write_bio_X509(memory.get(), certificate_.get()) == 1);
  return text_of(memory.get());
}

policy::Digest CertificateDraft::fingerprint() const {
  return fingerprint_of(*certificate_);
}

policy::Digest fingerprint_of(const x509_st& certificate) {
  policy::Digest digest{};
  auto* const out = reinterpret_cast<unsigned char*>(digest.bytes.data());
  unsigned length = 0;
  check(::X509_digest(&certificate, ::EVP_sha256(), out, &length) == 1);
  return digest;
}

policy::Digest key_fingerprint_of(const x509_st& certificate) {
  unsigned char* der = nullptr;
  const int length = ::i2d_X509_PUBKEY(::X509_get_X509_PUBKEY(&certificate), &der);
  check(length > 0);
  const std::unique_ptr<unsigned char, OpensslFree> owned{der};
  const auto* const text = reinterpret_cast<const char*>(der);
  return sha256({text, static_cast<std::size_t>(length)});
}

}  // namespace relay::crypto
