#include "relay/crypto/pkcs7.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>

#include <cerrno>
#include <ctime>
#include <memory>
#include <optional>
#include <system_error>
#include <vector>

#include "relay/crypto/failure.h"
#include "relay/crypto/owned.h"

namespace relay::crypto {
namespace {

using policy::Refused;

using Signers = Owned<STACK_OF(X509)>;

// RSA 2048 and SHA-256 at least, all along the chain (OpenSSL's security level 2).
constexpr int kLevel = 2;
constexpr int kFewestDigestBytes = 32;

Owned<BIO> bytes(std::string_view text) {
  Owned<BIO> bio{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
  if (!bio) fail("reading from memory");
  return bio;
}

std::string taken_from(BIO* bio) {
  char* text = nullptr;
  const long length = BIO_get_mem_data(bio, &text);
  return std::string{text, static_cast<std::size_t>(length)};
}

std::vector<Owned<X509>> certificates(std::string_view pem) {
  std::vector<Owned<X509>> found;
  const auto bio = bytes(pem);
  while (X509* const next = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) {
    found.emplace_back(next);
  }
  return found;
}

std::string name_of(X509* certificate) {
  const Owned<BIO> text{BIO_new(BIO_s_mem())};
  if (!text) fail("writing a name");
  X509_NAME_print_ex(text.get(), X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253);
  return taken_from(text.get());
}

Refused<Distrust> malformed(std::string what) {
  ERR_clear_error();
  return Refused{Distrust{Distrust::Kind::Malformed, std::move(what)}};
}

Refused<Distrust> bad(std::string what) {
  ERR_clear_error();
  return Refused{Distrust{Distrust::Kind::BadSignature, std::move(what)}};
}

policy::Result<Owned<PKCS7>, Distrust> parse(std::string_view der) {
  const auto* cursor = reinterpret_cast<const unsigned char*>(der.data());
  const auto* const end = cursor + der.size();
  Owned<PKCS7> message{d2i_PKCS7(nullptr, &cursor, static_cast<long>(der.size()))};
  if (!message || cursor != end) return malformed("the detached signature is not PKCS#7 in DER");
  if (!PKCS7_type_is_signed(message.get()) || message->d.sign == nullptr ||
      message->d.sign->contents == nullptr || !PKCS7_type_is_data(message->d.sign->contents)) {
    return malformed("the PKCS#7 message is not a signature over bytes");
  }
  if (PKCS7_get_detached(message.get()) != 1) {
    return malformed("the PKCS#7 message carries content of its own, a detached one must not");
  }
  ERR_clear_error();
  return message;
}

std::optional<std::string> weak_digest(PKCS7* message) {
  auto* const signers = PKCS7_get_signer_info(message);
  for (int i = 0; i < sk_PKCS7_SIGNER_INFO_num(signers); ++i) {
    X509_ALGOR* algorithm = nullptr;
    PKCS7_SIGNER_INFO_get0_algs(sk_PKCS7_SIGNER_INFO_value(signers, i), nullptr, &algorithm,
                                nullptr);
    const int nid = OBJ_obj2nid(algorithm->algorithm);
    const EVP_MD* const digest = EVP_get_digestbynid(nid);
    if (digest == nullptr || EVP_MD_get_size(digest) < kFewestDigestBytes) {
      const char* const name = OBJ_nid2sn(nid);
      return std::string{"the signature uses "} + (name != nullptr ? name : "an unknown digest") +
             ", SHA-256 or stronger is needed";
    }
  }
  return std::nullopt;
}

// NOVERIFY leaves the chain to chain_of(), which can say what is wrong with it.
bool signed_these_bytes(PKCS7* message, const std::filesystem::path& content) {
  const Owned<BIO> file{BIO_new_file(content.c_str(), "rb")};
  if (!file) {
    ERR_clear_error();
    throw std::filesystem::filesystem_error{"cannot read what was signed", content,
                                            std::error_code{errno, std::generic_category()}};
  }
  constexpr int kFlags = PKCS7_NOVERIFY | PKCS7_BINARY | PKCS7_DETACHED;
  const int verdict = PKCS7_verify(message, nullptr, nullptr, file.get(), nullptr, kFlags);
  ERR_clear_error();
  return verdict == 1;
}

Distrust::Kind kind_of(int error) {
  switch (error) {
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_CERT_UNTRUSTED:
      return Distrust::Kind::UnknownAuthority;
    case X509_V_ERR_CERT_HAS_EXPIRED:
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return Distrust::Kind::Expired;
    default:  // Dozens of others, all of which say that the chain is wrong.
      return Distrust::Kind::BadSignature;
  }
}

Owned<X509_STORE> store_of(const Roots& roots) {
  Owned<X509_STORE> store{X509_STORE_new()};
  if (!store) fail("making a certificate store");
  for (const auto& root : certificates(roots.pem())) {
    if (X509_STORE_add_cert(store.get(), root.get()) != 1) fail("trusting a certificate");
  }
  ERR_clear_error();
  return store;
}

std::optional<Distrust> distrusted(X509* signer, PKCS7* message, X509_STORE* store,
                                   policy::Instant now) {
  const Owned<X509_STORE_CTX> context{X509_STORE_CTX_new()};
  const bool ready =
      context && X509_STORE_CTX_init(context.get(), store, signer, message->d.sign->cert) == 1 &&
      X509_STORE_CTX_set_default(context.get(), "smime_sign") == 1;
  if (!ready) fail("preparing a check of certificates");
  X509_VERIFY_PARAM* const rules = X509_STORE_CTX_get0_param(context.get());
  X509_VERIFY_PARAM_set_time(rules, static_cast<std::time_t>(policy::unix_seconds(now)));
  X509_VERIFY_PARAM_set_auth_level(rules, kLevel);

  const int verdict = X509_verify_cert(context.get());
  ERR_clear_error();
  if (verdict == 1) return std::nullopt;
  const int error = X509_STORE_CTX_get_error(context.get());
  X509* const where = X509_STORE_CTX_get_current_cert(context.get());
  return Distrust{kind_of(error), "the certificate of '" + name_of(where ? where : signer) +
                                      "': " + X509_verify_cert_error_string(error)};
}

}  // namespace

policy::Result<Roots, Roots::BadPem> Roots::parse(std::string_view pem) {
  Roots roots;
  const auto found = certificates(pem);
  const auto ended = ERR_peek_last_error();
  const bool cleanly =
      ERR_GET_LIB(ended) == ERR_LIB_PEM && ERR_GET_REASON(ended) == PEM_R_NO_START_LINE;
  ERR_clear_error();
  if (!cleanly) return Refused{BadPem{"a certificate in it cannot be read"}};
  if (found.empty()) return Refused{BadPem{"there is no 'BEGIN CERTIFICATE' in it"}};
  const Owned<BIO> text{BIO_new(BIO_s_mem())};
  for (const auto& certificate : found) {
    if (PEM_write_bio_X509(text.get(), certificate.get()) != 1) fail("writing a certificate");
  }
  roots.pem_ = taken_from(text.get());
  return roots;
}

policy::Result<std::string, Distrust> verify_detached(std::string_view der,
                                                      const std::filesystem::path& content,
                                                      const Roots& roots, policy::Instant now) {
  const auto parsed = parse(der);
  if (!parsed) return Refused{parsed.error()};
  PKCS7* const message = parsed->get();

  const Signers signers{PKCS7_get0_signers(message, nullptr, 0)};
  if (!signers || sk_X509_num(signers.get()) == 0) {
    return malformed("the PKCS#7 message does not carry its signer's certificate");
  }
  if (const auto weak = weak_digest(message)) return bad(*weak);
  if (!signed_these_bytes(message, content)) {
    return bad("the detached signature was made for other bytes");
  }

  const auto store = store_of(roots);
  for (int i = 0; i < sk_X509_num(signers.get()); ++i) {
    const auto why = distrusted(sk_X509_value(signers.get(), i), message, store.get(), now);
    if (why) return Refused{*why};
  }
  return name_of(sk_X509_value(signers.get(), 0));
}

}  // namespace relay::crypto
