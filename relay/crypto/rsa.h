#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "policy/digest.h"

namespace relay::crypto {

/// An RSA public key from its two numbers, for vendors who publish nothing else. Signatures are
/// big-endian and exactly as long as the modulus. A value; safe to use from several threads.
class RsaPublicKey {
 public:
  /// Decimal, or hexadecimal after "0x". Nothing when they are not numbers, even, or the modulus
  /// has fewer than 1024 or more than 8192 bits.
  static std::optional<RsaPublicKey> parse(std::string_view modulus, std::string_view exponent);

  /// Of the modulus and of every signature, in bytes.
  std::size_t size() const { return modulus_.size(); }

  /// signature^e mod n, without looking for any padding: the caller must compare all of it.
  /// Nothing when the signature has the wrong length or is not below the modulus.
  std::optional<std::vector<std::byte>> recover_raw(std::span<const std::byte> signature) const;

  /// RSASSA-PSS (RFC 8017, 8.1) with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes.
  bool verify_pss_sha256(std::span<const std::byte> signature, const policy::Digest& message) const;

 private:
  RsaPublicKey(std::vector<std::byte> modulus, std::vector<std::byte> exponent);

  std::vector<std::byte> modulus_;  ///< Big-endian, without leading zeros; as is the exponent.
  std::vector<std::byte> exponent_;
};

}  // namespace relay::crypto
