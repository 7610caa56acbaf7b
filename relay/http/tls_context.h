#pragma once

#include <memory>
#include <string>

#include "policy/time.h"
#include "relay/http/server.h"

struct ssl_ctx_st;
struct ssl_st;

namespace relay::http {

struct TlsSessionFree {
  void operator()(ssl_st* session) const;
};
using TlsSession = std::unique_ptr<ssl_st, TlsSessionFree>;

/// A certificate with its key, whose client certificates count, and which TLS we speak: 1.2 and 1.3
/// with forward secrecy, no renegotiation, no compression, no early data. Sessions are resumed in
/// any loop, but never one in which the client showed a certificate: that is judged anew each time.
/// Safe to use from several threads.
class TlsContext {
 public:
  /// Throws std::system_error, naming the file.
  explicit TlsContext(const TlsFiles& files);
  ~TlsContext();
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  /// The server's side of a new connection, which judges a client's certificate at `now`.
  TlsSession session(policy::Instant now) const;

  /// What it shows, in PEM, without the chain.
  std::string certificate() const;

 private:
  void take_key(const TlsFiles& files);
  void take_authorities(const TlsFiles& files);

  struct Free {
    void operator()(ssl_ctx_st* context) const;
  };
  const std::unique_ptr<ssl_ctx_st, Free> context_;
};

}  // namespace relay::http
