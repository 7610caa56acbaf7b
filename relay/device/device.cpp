#include "relay/device/device.h"

#include <string_view>

#include "relay/crypto/sha256.h"

namespace relay::device {

policy::Place place_of(const DeviceId& id) {
  constexpr std::string_view kTag{"sluice-place-v1\0", 16};
  const policy::Digest digest = crypto::sha256(std::string{kTag} + id.text());
  policy::Place place;
  for (std::size_t i = 0; i < 8; ++i) {
    place.value = place.value << 8U | std::to_integer<std::uint64_t>(digest.bytes.at(i));
  }
  return place;
}

}  // namespace relay::device
