#include <cstddef>
#include <cstdint>
#include <string_view>

#include "policy/require.h"
#include "relay/feed/clamav/sign_file.h"

// Any text is read or refused; what is read has a signature, no longer than its text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  const auto signatures = relay::feed::clamav::parse_sign_file(text);
  if (!signatures) return 0;
  policy::require(!signatures->empty(), "a signature file has a signature");
  for (const auto& signature : *signatures) {
    policy::require(!signature.der.empty() && signature.der.size() < size,
                    "a signature is shorter than its text");
  }
  return 0;
}
