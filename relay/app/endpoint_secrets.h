#pragma once

#include <filesystem>
#include <optional>

#include "config/doors.h"
#include "policy/time.h"
#include "relay/crypto/certificate.h"
#include "relay/http/server.h"

namespace relay::app {

/// What the clock says, and whether that is believed.
struct ClockSays {
  policy::Instant now{};
  bool trusted = true;
};

/// Certificate and key of the endpoints' TLS door, and whose certificates devices may show there:
/// the relay's own authority's, and those of `client_ca`. Where none is configured, the authority
/// issues one for the door's names, as <data>/endpoints.crt and <data>/endpoints.key (0600): anew
/// when the names have changed, it is not valid yet, or it ends within 90 days; by a clock that is
/// not trusted only where none fits the names. Nothing when there is no such door.
std::optional<http::TlsFiles> endpoint_tls(const std::filesystem::path& data,
                                           const config::Doors& doors,
                                           const crypto::Identity& authority, ClockSays clock);

/// Whether endpoint_tls() would issue one now, by a clock that is trusted.
bool endpoint_certificate_is_due(const std::filesystem::path& data, const config::Doors& doors,
                                 const crypto::Identity& authority, policy::Instant now);

}  // namespace relay::app
