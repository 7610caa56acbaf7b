#include "tests/support/test_identity.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <csignal>
#include <stdexcept>
#include <utility>

#include "tests/support/temp_folder.h"

namespace tests {
namespace {

constexpr long kHour = 3600;
constexpr long kDay = 86'400;

template <class T>
T* need(T* made) {
  if (made == nullptr) throw std::runtime_error{"OpenSSL made nothing"};
  return made;
}

void need(int done) {
  if (done <= 0) throw std::runtime_error{"OpenSSL refused"};
}

class TlsWire final : public Wire {
 public:
  explicit TlsWire(SSL* ssl) : ssl_{ssl} {}
  ~TlsWire() override {
    SSL_shutdown(ssl_);
    SSL_free(ssl_);
  }
  TlsWire(const TlsWire&) = delete;
  TlsWire& operator=(const TlsWire&) = delete;

  bool send(std::string_view bytes) override {
    return bytes.empty() || SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size())) > 0;
  }
  std::string receive() override {
    std::string bytes(16'384, '\0');
    const int count = SSL_read(ssl_, bytes.data(), static_cast<int>(bytes.size()));
    bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return bytes;
  }

 private:
  SSL* const ssl_;
};

void name(X509* certificate, const std::string& names) {
  auto* const subject = X509_get_subject_name(certificate);
  const unsigned char* const common = reinterpret_cast<const unsigned char*>("a test");
  need(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, common, -1, -1, 0));
  need(X509_set_issuer_name(certificate, subject));
  X509_EXTENSION* const extension =
      need(X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names.c_str()));
  need(X509_add_ext(certificate, extension, -1));
  X509_EXTENSION_free(extension);
}

}  // namespace

struct TestIdentity::Keys {
  EVP_PKEY* key = nullptr;
  X509* certificate = nullptr;
  SSL_CTX* context = nullptr;

  ~Keys() {
    SSL_CTX_free(context);
    X509_free(certificate);
    EVP_PKEY_free(key);
  }
};

TestIdentity::TestIdentity(const std::string& names, Validity validity)
    : keys_{std::make_unique<Keys>()} {
  std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes to sockets whose other end may be gone.
  keys_->key = need(EVP_EC_gen("P-256"));
  keys_->certificate = need(X509_new());
  X509* const certificate = keys_->certificate;
  need(X509_set_version(certificate, X509_VERSION_3));
  need(ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1));
  const long end = validity == Validity::Valid ? kHour : -kDay;
  need(X509_gmtime_adj(X509_getm_notBefore(certificate), -2 * kDay));
  need(X509_gmtime_adj(X509_getm_notAfter(certificate), end));
  need(X509_set_pubkey(certificate, keys_->key));
  name(certificate, names);
  need(X509_sign(certificate, keys_->key, EVP_sha256()));
  keys_->context = need(SSL_CTX_new(TLS_server_method()));
  need(SSL_CTX_use_certificate(keys_->context, certificate));
  need(SSL_CTX_use_PrivateKey(keys_->context, keys_->key));
}

TestIdentity::~TestIdentity() = default;

void TestIdentity::write_certificate(const std::filesystem::path& file) const {
  BIO* const memory = need(BIO_new(BIO_s_mem()));
  need(PEM_write_bio_X509(memory, keys_->certificate));
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory, &text);
  write_file(file, std::string_view{text, static_cast<std::size_t>(size)});
  BIO_free(memory);
}

Dress TestIdentity::dress() const {
  return [context = keys_->context](int socket) -> std::unique_ptr<Wire> {
    SSL* const ssl = need(SSL_new(context));
    SSL_set_fd(ssl, socket);
    auto wire = std::make_unique<TlsWire>(ssl);
    if (SSL_accept(ssl) <= 0) return nullptr;
    return wire;
  };
}

}  // namespace tests
