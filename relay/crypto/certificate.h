#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/address.h"
#include "policy/digest.h"
#include "policy/time.h"

namespace relay::crypto {

/// Whom a certificate stands for.
struct ServerNames {
  std::vector<std::string> dns{};
  std::vector<policy::Address> addresses{};
};

/// A certificate and its private key, both as PEM.
struct Identity {
  std::string certificate{};
  std::string key{};
};

/// A new ECDSA P-256 key and a certificate that it signed itself, for a TLS server with these
/// names; at least one. Valid from an hour before `now`, for clients whose clocks are slow, to ten
/// years after.
Identity self_signed(const ServerNames& names, policy::Instant now);

/// SHA-256 of the first certificate in a PEM text, as browsers and `openssl x509 -fingerprint` show
/// it; nothing when there is none.
std::optional<policy::Digest> fingerprint(std::string_view pem);

/// What the first certificate in a PEM text says of itself.
struct Particulars {
  std::string subject{};  ///< As RFC 2253 writes names: "CN=relay,O=Sluice".
  std::string issuer{};
  policy::Instant from{};
  policy::Instant until{};
  policy::Digest fingerprint{};
};
/// Nothing when there is none.
std::optional<Particulars> particulars(std::string_view pem);

/// SHA-256 of its public key (SubjectPublicKeyInfo in DER): stays when the certificate is renewed
/// with the same key. Nothing when there is none.
std::optional<policy::Digest> key_fingerprint(std::string_view pem);

}  // namespace relay::crypto
