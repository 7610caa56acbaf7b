#include "relay/crypto/certificate.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <array>
#include <chrono>
#include <memory>
#include <span>

#include "policy/require.h"
#include "relay/crypto/failure.h"
#include "relay/crypto/random.h"

namespace relay::crypto {
namespace {

template <auto free>
struct Deleter {
  template <class T>
  void operator()(T* thing) const {
    free(thing);
  }
};
using Certificate = std::unique_ptr<X509, Deleter<&::X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Deleter<&::EVP_PKEY_free>>;
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

void set_serial(X509& certificate) {
  // RFC 5280, 4.1.2.2: positive, at most 20 octets; CA/Browser: at least 64 bits nobody can guess.
  std::array<std::byte, 16> bytes{};
  random_bytes(bytes);
  bytes[0] = (bytes[0] & std::byte{0x3f}) | std::byte{0x40};
  const auto* const raw = reinterpret_cast<const unsigned char*>(bytes.data());
  check(::ASN1_STRING_set(::X509_get_serialNumber(&certificate), raw, bytes.size()) == 1);
}

void set_validity(X509& certificate, policy::Instant now) {
  const auto from = now - std::chrono::hours{1}, to = now + std::chrono::days{3652};
  check(::ASN1_TIME_set(::X509_getm_notBefore(&certificate), policy::unix_seconds(from)) !=
        nullptr);
  check(::ASN1_TIME_set(::X509_getm_notAfter(&certificate), policy::unix_seconds(to)) != nullptr);
}

void set_subject(X509& certificate) {
  // Nobody reads it as a host name any more; the names stand in the extension.
  X509_NAME* const name = ::X509_get_subject_name(&certificate);
  const auto* const text = reinterpret_cast<const unsigned char*>("Sluice update relay");
  check(::X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, -1, -1, 0) == 1);
  check(::X509_set_issuer_name(&certificate, name) == 1);
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

void set_names(X509& certificate, const ServerNames& wanted) {
  policy::require(wanted.dns.size() + wanted.addresses.size() > 0, "a certificate is for somebody");
  Alternatives names{::GENERAL_NAMES_new()};
  check(names != nullptr);
  for (const auto& dns : wanted.dns) add_dns(*names, dns);
  for (const auto& address : wanted.addresses) add_address(*names, address);
  check(::X509_add1_ext_i2d(&certificate, NID_subject_alt_name, names.get(), 0, 0) == 1);
}

void set_extension(X509& certificate, int kind, const char* value) {
  const Extension extension{::X509V3_EXT_conf_nid(nullptr, nullptr, kind, value)};
  check(extension && ::X509_add_ext(&certificate, extension.get(), -1) == 1);
}

std::string pem(X509& certificate) {
  const Memory memory = new_memory();
  check(::PEM_write_bio_X509(memory.get(), &certificate) == 1);
  return text_of(memory.get());
}

std::string pem(EVP_PKEY& key) {
  const Memory memory = new_memory();
  check(::PEM_write_bio_PKCS8PrivateKey(memory.get(), &key, nullptr, nullptr, 0, nullptr,
                                        nullptr) == 1);
  return text_of(memory.get());
}

}  // namespace

Identity self_signed(const ServerNames& names, policy::Instant now) {
  const Key key{::EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", "P-256")};
  const Certificate certificate{::X509_new()};
  check(key && certificate && ::X509_set_version(certificate.get(), X509_VERSION_3) == 1);
  set_serial(*certificate);
  set_validity(*certificate, now);
  set_subject(*certificate);
  check(::X509_set_pubkey(certificate.get(), key.get()) == 1);
  set_names(*certificate, names);
  // Trusted as it is and for nothing else: it cannot sign for other names.
  set_extension(*certificate, NID_basic_constraints, "critical,CA:FALSE");
  set_extension(*certificate, NID_key_usage, "critical,digitalSignature");
  set_extension(*certificate, NID_ext_key_usage, "serverAuth");
  check(::X509_sign(certificate.get(), key.get(), ::EVP_sha256()) > 0);
  return {.certificate = pem(*certificate), .key = pem(*key)};
}

std::optional<policy::Digest> fingerprint(std::string_view pem) {
  const Memory memory{::BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
  check(memory != nullptr);
  const Certificate certificate{::PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr)};
  if (!certificate) {
    ::ERR_clear_error();
    return std::nullopt;
  }
  policy::Digest digest{};
  auto* const out = reinterpret_cast<unsigned char*>(digest.bytes.data());
  unsigned length = 0;
  check(::X509_digest(certificate.get(), ::EVP_sha256(), out, &length) == 1);
  return digest;
}

}  // namespace relay::crypto
