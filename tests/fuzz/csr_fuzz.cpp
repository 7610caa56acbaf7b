#include <cstddef>
#include <cstdint>
#include <string_view>

#include "policy/require.h"
#include "relay/crypto/authority.h"

/// Whatever a device sends as a request for a certificate: a certificate, or a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const policy::Instant now = policy::from_unix_seconds(1'767'484'800);
  static const auto authority = relay::crypto::make_authority("fuzz", now);
  const auto issued =
      relay::crypto::issue_client(authority, {reinterpret_cast<const char*>(bytes), size},
                                  {.organisation = "fuzz", .common = "d-0123456789abcdef"}, now);
  if (issued) {
    policy::require(issued->pem.starts_with("-----BEGIN CERTIFICATE-----"), "it is a certificate");
    policy::require(issued->until > now, "a certificate is valid for a while");
  } else {
    policy::require(!issued.error().empty(), "a refusal says why");
  }
  return 0;
}
