#include "relay/http/tls_context.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <new>
#include <string>
#include <string_view>
#include <system_error>

#include "policy/require.h"

namespace relay::http {
namespace {

constexpr const char* kSuites =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-"
    "AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-"
    "CHACHA20-POLY1305";
constexpr const char* kSuites13 =
    "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";
constexpr std::string_view kName = "sluice";
constexpr long kSessionSeconds = 3'600;
/// A client's certificate with its chain; read from anybody.
constexpr int kLongestChain = 32'768;

ssl_ctx_st* made() {
  ssl_ctx_st* const context = SSL_CTX_new(TLS_server_method());
  if (context == nullptr) throw std::bad_alloc{};
  return context;
}

void need(bool good, const std::string& what) {
  if (good) return;
  const unsigned long code = ERR_get_error();
  const char* const reason = ERR_reason_error_string(code);
  ERR_clear_error();
  throw std::system_error{std::make_error_code(std::errc::invalid_argument),
                          what + (reason != nullptr ? std::string{": "} + reason : "")};
}

/// A certificate that does not verify fails no handshake: it does not count, that is all.
int judge(X509_STORE_CTX* chain, void*) {
  (void)X509_verify_cert(chain);
  ERR_clear_error();
  return 1;
}

/// A ticket has the client's certificate in it, but not the chain that it could be judged by again.
SSL_TICKET_RETURN resumable(SSL*, SSL_SESSION* session, const unsigned char*, std::size_t,
                            SSL_TICKET_STATUS status, void*) {
  const bool readable = status == SSL_TICKET_SUCCESS || status == SSL_TICKET_SUCCESS_RENEW;
  if (!readable || SSL_SESSION_get0_peer(session) != nullptr) {
    return SSL_TICKET_RETURN_IGNORE_RENEW;
  }
  return status == SSL_TICKET_SUCCESS ? SSL_TICKET_RETURN_USE : SSL_TICKET_RETURN_USE_RENEW;
}

}  // namespace

void TlsSessionFree::operator()(ssl_st* session) const {
  SSL_free(session);
}

void TlsContext::Free::operator()(ssl_ctx_st* context) const {
  SSL_CTX_free(context);
}

TlsContext::TlsContext(const TlsFiles& files) : context_{made()} {
  ssl_ctx_st* const context = context_.get();
  ERR_clear_error();
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(
      context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_read_ahead(context, 1);
  policy::require(SSL_CTX_set_cipher_list(context, kSuites) == 1 &&
                      SSL_CTX_set_ciphersuites(context, kSuites13) == 1,
                  "OpenSSL knows our suites");
  // Sessions live in the clients' tickets, which every loop can read; nothing is kept here.
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_session_id_context(context, reinterpret_cast<const unsigned char*>(kName.data()),
                                 static_cast<unsigned>(kName.size()));
  SSL_CTX_set_session_ticket_cb(context, nullptr, resumable, nullptr);
  SSL_CTX_set_timeout(context, kSessionSeconds);
  SSL_CTX_set_num_tickets(context, 1);
  SSL_CTX_set_max_cert_list(context, kLongestChain);
  take_key(files);
  take_authorities(files);
}

TlsContext::~TlsContext() = default;

void TlsContext::take_key(const TlsFiles& files) {
  const std::string certificate = files.certificate.string(), key = files.key.string();
  need(SSL_CTX_use_certificate_chain_file(context_.get(), certificate.c_str()) == 1,
       "certificate " + certificate);
  need(SSL_CTX_use_PrivateKey_file(context_.get(), key.c_str(), SSL_FILETYPE_PEM) == 1,
       "key " + key);
}

void TlsContext::take_authorities(const TlsFiles& files) {
  if (files.client_authorities.empty()) return;
  STACK_OF(X509_NAME)* const names = sk_X509_NAME_new_null();
  SSL_CTX_set_client_CA_list(context_.get(),
                             names);  // It owns them from here on.
  for (const auto& file : files.client_authorities) {
    const std::string path = file.string();
    need(SSL_CTX_load_verify_file(context_.get(), path.c_str()) == 1 &&
             SSL_add_file_cert_subjects_to_stack(names, path.c_str()) == 1,
         "client authority " + path);
  }
  // Each of them is an end of the chain, also one that another authority has issued.
  X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context_.get()), X509_V_FLAG_PARTIAL_CHAIN);
  SSL_CTX_set_cert_verify_callback(context_.get(), judge, nullptr);
  SSL_CTX_set_verify(context_.get(), SSL_VERIFY_PEER, nullptr);
}

TlsSession TlsContext::session(policy::Instant now) const {
  TlsSession session{SSL_new(context_.get())};
  if (!session) throw std::bad_alloc{};
  SSL_set_accept_state(session.get());
  X509_VERIFY_PARAM_set_time(SSL_get0_param(session.get()), policy::unix_seconds(now));
  return session;
}

std::string TlsContext::certificate() const {
  const std::unique_ptr<BIO, decltype(&BIO_free_all)> memory{BIO_new(BIO_s_mem()), BIO_free_all};
  if (!memory || PEM_write_bio_X509(memory.get(), SSL_CTX_get0_certificate(context_.get())) != 1) {
    throw std::bad_alloc{};
  }
  char* text = nullptr;
  const long size = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

}  // namespace relay::http
