#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "policy/digest.h"
#include "policy/result.h"
#include "policy/time.h"
#include "relay/crypto/certificate.h"

/// The relay's own small authority: it issues the certificate of the endpoints' door, and those of
/// devices. ECDSA P-256 and SHA-256 all along.
namespace relay::crypto {

/// A new authority, for twenty years. It signs certificates of servers and clients, and none that
/// could sign others. `name` tells it from those of other relays.
Identity make_authority(const std::string& name, policy::Instant now);

/// Whether its certificate and its key belong together. Throws Failure when there is no key.
bool is_whole(const Identity& authority);
/// Why nobody believes at `now` what it issues; nothing when it is valid.
std::optional<std::string> out_of_time(const Identity& authority, policy::Instant now);

constexpr std::chrono::days kServerLasts{825};
/// A new key, and a certificate for a TLS server with these names; at least one.
Identity issue_server(const Identity& authority, const ServerNames& names, policy::Instant now);

/// Whether a server with this certificate (PEM) is believed at `at` by whoever trusts the
/// authority, under each of the names. Nothing: whatever time it is.
bool stands_for(std::string_view certificate, const Identity& authority, const ServerNames& names,
                std::optional<policy::Instant> at);

/// The name of a device in its certificate: O and CN.
struct DeviceName {
  std::string organisation{};
  std::string common{};
};
struct ClientCertificate {
  std::string pem{};
  policy::Digest fingerprint{};  ///< SHA-256 of it in DER.
  policy::Instant until{};
};
constexpr std::chrono::days kClientLasts{365};
/// A certificate for a TLS client, from its request (PKCS#10 in PEM). Only the public key is taken
/// from that, and only if whoever asks has the private one: ECDSA P-256 or P-384, or RSA with 2048
/// to 4096 bits. Everything else is a sentence that says what is wrong.
policy::Result<ClientCertificate, std::string> issue_client(const Identity& authority,
                                                            std::string_view request,
                                                            const DeviceName& name,
                                                            policy::Instant now);

}  // namespace relay::crypto
