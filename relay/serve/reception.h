#pragma once

#include <string_view>

#include "relay/device/registrar.h"
#include "relay/http/message.h"
#include "relay/http/server.h"
#include "relay/io/log.h"

namespace relay::serve {

/// Where devices become known, at the TLS door alone. JSON, refusals as problems (RFC 9457):
///
///     POST /v1/enrol      {token, name, csr} → 201 {device, group, token}, or with a csr (PKCS#10
///                         in PEM) {device, group, certificate, authority}; name and csr may be
///                         left out
///     POST /v1/renew      {csr}, with the token or certificate that the device has → 201 as above
///     GET /v1/authority   who issues these certificates, in PEM
///
/// Secrets are shown this once, logged never and kept as their digests. Safe from several threads.
class Reception {
 public:
  Reception(device::Registrar& registrar, device::Directory& devices, io::Log& log)
      : registrar_{registrar}, devices_{devices}, log_{log} {}

  /// Whether a path is answered here and not from the World.
  static bool takes(std::string_view path);
  /// What may have a body and may wait for the database.
  static http::Treatment treatment(const http::Request& head);

  http::Response answer(const http::Request& request);

 private:
  http::Response enrol(const http::Request& request);
  http::Response renew(const http::Request& request);
  http::Response done(const policy::Result<device::Enrolled, device::NotEnrolled>& outcome) const;

  device::Registrar& registrar_;
  device::Directory& devices_;
  io::Log& log_;
};

}  // namespace relay::serve
