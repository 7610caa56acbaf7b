#include "relay/crypto/authority.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <memory>

#include "relay/crypto/certificate_draft.h"
#include "relay/crypto/failure.h"
#include "relay/crypto/owned.h"

namespace relay::crypto {
namespace {

using policy::Refused;

constexpr std::chrono::hours kSlowClocks{1};
constexpr std::chrono::days kAuthorityLasts{7305};
constexpr int kFewestRsaBits = 2'048, kMostRsaBits = 4'096;

CertificatePtr certificate_of(const Identity& authority) {
  CertificatePtr certificate = read_certificate(authority.certificate);
  if (!certificate) fail("cannot read the certificate of the relay's authority");
  return certificate;
}

std::string issue(const Identity& authority, CertificateDraft& draft) {
  const CertificatePtr signer = certificate_of(authority);
  const KeyPtr key = read_key(authority.key);
  draft.set_extension(NID_basic_constraints, "critical,CA:FALSE");
  draft.set_extension(NID_key_usage, "critical,digitalSignature");
  return draft.sign(*key, signer.get());
}

/// OpenSSL would ask whoever sits at the relay's terminal, and wait.
int no_password(char*, int, int, void*) {
  return -1;
}

/// The request in a text; nothing when it has none.
Owned<X509_REQ> read_request(std::string_view pem) {
  const Owned<BIO> memory{::BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
  if (!memory) fail("reading a request from memory");
  return Owned<X509_REQ>{::PEM_read_bio_X509_REQ(memory.get(), nullptr, no_password, nullptr)};
}

bool is_strong(const EVP_PKEY& key) {
  const int bits = ::EVP_PKEY_get_bits(&key);
  if (::EVP_PKEY_is_a(&key, "RSA") == 1) return bits >= kFewestRsaBits && bits <= kMostRsaBits;
  std::array<char, 64> curve{};
  if (::EVP_PKEY_get_group_name(&key, curve.data(), curve.size(), nullptr) != 1) return false;
  const std::string_view name = curve.data();
  return ::EVP_PKEY_is_a(&key, "EC") == 1 && (name == SN_X9_62_prime256v1 || name == SN_secp384r1);
}

/// What is wrong with a request, or its key, which belongs to it.
policy::Result<EVP_PKEY*, std::string> key_in(X509_REQ* request) {
  if (request == nullptr) {
    return Refused{std::string{"not a certificate request (PKCS#10) in PEM"}};
  }
  EVP_PKEY* const key = ::X509_REQ_get0_pubkey(request);
  if (key == nullptr || !is_strong(*key)) {
    return Refused{
        std::string{"the key of the request is neither ECDSA P-256 or P-384 nor RSA "
                    "with 2048 to 4096 bits"}};
  }
  if (::X509_REQ_verify(request, key) != 1) {
    return Refused{std::string{"the request is not signed with its own key"}};
  }
  return key;
}

/// Of the chain alone; names are asked of the certificate that it is right for.
bool is_trusted(X509& certificate, X509& authority, std::optional<policy::Instant> at) {
  const Owned<X509_STORE> trusted{::X509_STORE_new()};
  const Owned<X509_STORE_CTX> context{::X509_STORE_CTX_new()};
  if (!trusted || !context || ::X509_STORE_add_cert(trusted.get(), &authority) != 1 ||
      ::X509_STORE_CTX_init(context.get(), trusted.get(), &certificate, nullptr) != 1 ||
      ::X509_STORE_CTX_set_default(context.get(), "ssl_server") != 1) {
    fail("cannot check a certificate");
  }
  X509_VERIFY_PARAM* const asked = ::X509_STORE_CTX_get0_param(context.get());
  if (at) {
    ::X509_VERIFY_PARAM_set_time(asked, policy::unix_seconds(*at));
  } else {
    ::X509_VERIFY_PARAM_set_flags(asked, X509_V_FLAG_NO_CHECK_TIME);
  }
  const bool good = ::X509_verify_cert(context.get()) == 1;
  ::ERR_clear_error();
  return good;
}

}  // namespace

Identity make_authority(const std::string& name, policy::Instant now) {
  const KeyPtr key = new_key();
  CertificateDraft draft{*key, {{"O", "Sluice"}, {"CN", name}}};
  draft.set_validity(now - kSlowClocks, now + kAuthorityLasts);
  draft.set_extension(NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  draft.set_extension(NID_key_usage, "critical,keyCertSign,cRLSign");
  draft.set_extension(NID_ext_key_usage, "serverAuth,clientAuth");
  return {.certificate = draft.sign(*key), .key = pem_of(*key)};
}

Identity issue_server(const Identity& authority, const ServerNames& names, policy::Instant now) {
  const KeyPtr key = new_key();
  CertificateDraft draft{*key, {{"CN", "Sluice update relay"}}};
  draft.set_validity(now - kSlowClocks, now + kServerLasts);
  draft.set_names(names);
  draft.set_extension(NID_ext_key_usage, "serverAuth");
  return {.certificate = issue(authority, draft), .key = pem_of(*key)};
}

bool is_whole(const Identity& authority) {
  const CertificatePtr certificate = read_certificate(authority.certificate);
  if (!certificate) return false;
  const bool whole =
      ::X509_check_private_key(certificate.get(), read_key(authority.key).get()) == 1;
  ::ERR_clear_error();
  return whole;
}

std::optional<std::string> out_of_time(const Identity& authority, policy::Instant now) {
  const CertificatePtr certificate = certificate_of(authority);
  auto at = static_cast<std::time_t>(policy::unix_seconds(now));
  if (::X509_cmp_time(::X509_get0_notBefore(certificate.get()), &at) > 0) {
    return "it is not valid yet; is the clock right?";
  }
  if (::X509_cmp_time(::X509_get0_notAfter(certificate.get()), &at) < 0) return "it is over";
  return std::nullopt;
}

bool stands_for(std::string_view certificate, const Identity& authority, const ServerNames& names,
                std::optional<policy::Instant> at) {
  const CertificatePtr one = read_certificate(certificate);
  if (!one || !is_trusted(*one, *certificate_of(authority), at)) return false;
  const auto has_dns = [&](const std::string& dns) {
    return ::X509_check_host(one.get(), dns.data(), dns.size(), 0, nullptr) == 1;
  };
  const auto has_address = [&](const policy::Address& address) {
    const std::size_t skipped = address.v4() ? 12 : 0;
    return ::X509_check_ip(one.get(), address.bytes.data() + skipped,
                           address.bytes.size() - skipped, 0) == 1;
  };
  return std::ranges::all_of(names.dns, has_dns) &&
         std::ranges::all_of(names.addresses, has_address);
}

policy::Result<ClientCertificate, std::string> issue_client(const Identity& authority,
                                                            std::string_view request,
                                                            const DeviceName& name,
                                                            policy::Instant now) {
  const Owned<X509_REQ> read = read_request(request);
  const auto key = key_in(read.get());
  if (!key) {
    ::ERR_clear_error();
    return Refused{key.error()};
  }
  const policy::Instant until = now + kClientLasts;
  CertificateDraft draft{**key, {{"O", name.organisation}, {"CN", name.common}}};
  draft.set_validity(now - kSlowClocks, until);
  draft.set_extension(NID_ext_key_usage, "clientAuth");
  std::string pem = issue(authority, draft);
  return ClientCertificate{
      .pem = std::move(pem), .fingerprint = draft.fingerprint(), .until = until};
}

}  // namespace relay::crypto
