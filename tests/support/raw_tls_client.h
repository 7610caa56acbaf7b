#pragma once

#include <openssl/ssl.h>
#include <signal.h>

#include <filesystem>
#include <memory>
#include <stdexcept>

#include "tests/support/raw_client.h"

namespace tests {

/// The same over TLS, believing any certificate. For programs that link OpenSSL.
class RawTlsClient final : public RawClient {
 public:
  struct Wish {
    int newest = TLS1_3_VERSION;
    std::filesystem::path shows{};          ///< A PEM with its certificate and key; none: empty.
    const RawTlsClient* resumes = nullptr;  ///< Whose session it goes on with, if it may.
  };

  RawTlsClient(std::uint16_t port, const Wish& wish)
      : RawClient{port}, context_{SSL_CTX_new(TLS_client_method())} {
    ::signal(SIGPIPE, SIG_IGN);  // SSL_write has no flag for it.
    SSL_CTX_set_max_proto_version(context_.get(), wish.newest);
    // TLS 1.1 and older exist in OpenSSL 3 only at this level.
    SSL_CTX_set_security_level(context_.get(), 0);
    if (!wish.shows.empty()) show(wish.shows.string());
    tls_.reset(SSL_new(context_.get()));
    SSL_set_fd(tls_.get(), socket());
    if (wish.resumes != nullptr) resume(*wish.resumes);
    if (SSL_connect(tls_.get()) != 1) throw std::runtime_error{"no TLS handshake"};
  }
  explicit RawTlsClient(std::uint16_t port, int newest = TLS1_3_VERSION)
      : RawTlsClient{port, Wish{.newest = newest}} {}

  /// Takes new keys and asks the other side to do so too; false when that is gone.
  bool rekey() {
    return SSL_key_update(tls_.get(), SSL_KEY_UPDATE_REQUESTED) == 1 &&
           SSL_do_handshake(tls_.get()) == 1;
  }

  bool resumed() const { return SSL_session_reused(tls_.get()) == 1; }

  /// The server's, in DER.
  std::string certificate() const {
    unsigned char* bytes = nullptr;
    X509* const shown = SSL_get1_peer_certificate(tls_.get());
    const int size = i2d_X509(shown, &bytes);
    const std::string der(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    OPENSSL_free(bytes);
    X509_free(shown);
    return der;
  }
  std::string version() const { return SSL_get_version(tls_.get()); }

 protected:
  long transmit(std::string_view bytes) override {
    return SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()));
  }
  long receive(char* into, std::size_t room) override {
    return SSL_read(tls_.get(), into, static_cast<int>(room));
  }

 private:
  /// With a copy: OpenSSL spoils a session whose connection was not ended in good form.
  void resume(const RawTlsClient& earlier) {
    SSL_SESSION* const copy = SSL_SESSION_dup(SSL_get_session(earlier.tls_.get()));
    SSL_set_session(tls_.get(), copy);
    SSL_SESSION_free(copy);
  }
  void show(const std::string& pem) {
    if (SSL_CTX_use_certificate_file(context_.get(), pem.c_str(), SSL_FILETYPE_PEM) != 1 ||
        SSL_CTX_use_PrivateKey_file(context_.get(), pem.c_str(), SSL_FILETYPE_PEM) != 1) {
      throw std::runtime_error{"no certificate in " + pem};
    }
  }

  struct Free {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    void operator()(SSL* tls) const { SSL_free(tls); }
  };
  std::unique_ptr<SSL_CTX, Free> context_;
  std::unique_ptr<SSL, Free> tls_;
};

}  // namespace tests
