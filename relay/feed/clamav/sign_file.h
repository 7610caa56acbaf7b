#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/result.h"
#include "relay/feed/clamav/malformed.h"

/// The detached signatures that ClamAV 1.5 asks for, `<file>.sign`, over the whole file:
///
///     #clamsign-1.0
///     230::pkcs7-pem:MIIPCQYJ…
///
/// Lowest and highest functionality level (may be empty) of clients that this signature is for, its
/// form, the signature in base64. Empty lines and lines that begin with # are skipped.
namespace relay::feed::clamav {

/// In bytes.
inline constexpr std::uint64_t kLargestSign = 262'144;

struct DetachedSignature {
  std::optional<std::uint64_t> lowest{};
  std::optional<std::uint64_t> highest{};
  std::string der{};  ///< PKCS#7.
};

/// At least one.
policy::Result<std::vector<DetachedSignature>, Malformed> parse_sign_file(std::string_view text);

}  // namespace relay::feed::clamav
