#include "relay/app/endpoint_certificate.h"

#include <stdexcept>

#include "relay/app/endpoint_secrets.h"

namespace relay::app {
namespace {

using namespace std::chrono_literals;

constexpr policy::Span kLooking = 24h;

}  // namespace

void or_keep_it(io::Log& log, const char* door, const std::function<void()>& reload) {
  try {
    reload();
  } catch (const std::runtime_error& failure) {
    log.error(std::string{"the "} + door + " door keeps its certificate: " + failure.what());
  }
}

std::optional<http::TlsFiles> EndpointCertificate::files() const {
  return endpoint_tls(
      parts_.data, parts_.doors, parts_.authority,
      {.now = parts_.engine.clock().now(), .trusted = !parts_.engine.clock_suspect()});
}

void EndpointCertificate::reload(EndpointDoors& doors) {
  const std::lock_guard lock{renewing_};
  or_keep_it(parts_.log, "endpoint", [&] {
    (void)files();
    doors.reload_certificate();
  });
}

void EndpointCertificate::renew_if_due(EndpointDoors& doors) {
  const policy::Instant now = parts_.engine.clock().now();
  const bool lately = looked_ && now >= *looked_ && now - *looked_ < kLooking;
  if (lately || parts_.engine.clock_suspect()) return;
  looked_ = now;
  if (endpoint_certificate_is_due(parts_.data, parts_.doors, parts_.authority, now)) reload(doors);
}

}  // namespace relay::app
