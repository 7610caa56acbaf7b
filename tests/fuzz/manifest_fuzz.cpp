#include <cstddef>
#include <cstdint>
#include <string_view>

#include "policy/require.h"
#include "relay/feed/files/manifest.h"
#include "relay/store/tree.h"

// Whatever a vendor lists, what is accepted can be served and is within the limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  const auto manifest = relay::feed::files::parse_manifest(text);
  if (!manifest) {
    policy::require(!manifest.error().what.empty(), "a refusal says why");
    return 0;
  }
  policy::require(!manifest->files.empty(), "an accepted manifest lists something");
  for (const auto& file : manifest->files) {
    policy::require(relay::store::is_servable_path(file.name), "accepted names can be served");
    policy::require(file.size <= relay::feed::files::kLargestFile, "accepted sizes are bounded");
  }
  return 0;
}
