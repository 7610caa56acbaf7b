#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "policy/require.h"
#include "relay/feed/clamav/cdiff.h"
#include "relay/feed/clamav/legacy_signature.h"

// What is signed in a patch and its signature never reach outside of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace relay::feed::clamav;
  const std::string_view whole{reinterpret_cast<const char*>(bytes), size};
  const auto tail = whole.substr(size - std::min(size, kCdiffTailBytes));
  const auto patch = parse_cdiff(whole.substr(0, kCdiffHeadBytes), tail, size);
  if (!patch) return 0;
  policy::require(patch->signed_bytes + 1 + patch->signature.size() == size,
                  "a patch is what is signed, a colon and the signature");
  const auto decoded = decode_signature(patch->signature, 256);
  policy::require(!decoded || decoded->size() == 256, "a signature has its key's length");
  return 0;
}
