#pragma once

#include <string>
#include <string_view>

#include "policy/digest.h"

/// The relay's own signatures: ECDSA on P-256 with SHA-256, so that `openssl dgst -sha256 -verify`
/// checks them on any machine. Keys are PEM; a text that has no key is a Failure, for it is ours.
namespace relay::crypto {

std::string make_signing_key();
/// Its public half (SubjectPublicKeyInfo, PEM).
std::string public_key(std::string_view key);
/// SHA-256 of the public half in DER: what people compare.
policy::Digest signer_fingerprint(std::string_view key);

/// In DER; another one each time.
std::string sign(std::string_view key, std::string_view text);

}  // namespace relay::crypto
