#pragma once

#include <memory>
#include <string>

#include "relay/http/message.h"

struct ssl_st;

namespace relay::http {

/// What a client showed in its handshake.
struct Shown {
  std::shared_ptr<const ClientCertificate> certificate{};  ///< Nothing: none, or none that counts.
  std::string doubt{};      ///< Why one that was shown does not count; for our log.
  policy::Instant until{};  ///< From then on it does not count, nor any that it was issued by.
};

/// Of a session whose handshake is over, and which was not resumed with a certificate.
Shown shown_by(const ssl_st& session);

}  // namespace relay::http
