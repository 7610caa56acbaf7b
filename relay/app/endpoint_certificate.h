#pragma once

#include <filesystem>
#include <mutex>
#include <optional>

#include "config/settings.h"
#include "relay/app/endpoint_doors.h"
#include "relay/app/engine.h"
#include "relay/crypto/certificate.h"

namespace relay::app {

/// Runs a door's reload; whatever is wrong with the new certificate is in the log, and the door
/// goes on with the one that it has.
void or_keep_it(io::Log& log, const char* door, const std::function<void()>& reload);

/// The certificate of the endpoints' door: read again, and where it is the relay's own made anew
/// before it ends. All references outlive it.
class EndpointCertificate {
 public:
  struct Parts {
    std::filesystem::path data{};
    const config::Doors& doors;
    const crypto::Identity& authority;
    Engine& engine;  ///< Says the time, and whether that is believed.
    io::Log& log;
  };
  explicit EndpointCertificate(const Parts& parts) : parts_{parts} {}

  /// For the door to open with; see endpoint_tls().
  std::optional<http::TlsFiles> files() const;
  /// For connections from now on. Safe from several threads.
  void reload(EndpointDoors& doors);
  /// Looks once a day, by a clock that is trusted. Of one thread.
  void renew_if_due(EndpointDoors& doors);

 private:
  const Parts parts_;
  std::mutex renewing_;  ///< Held while one is made anew.
  std::optional<policy::Instant> looked_{};
};

}  // namespace relay::app
