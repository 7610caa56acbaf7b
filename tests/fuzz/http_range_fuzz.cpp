#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "policy/require.h"
#include "relay/http/range.h"

/// A body of any size, 8 bytes of the input, and any Range field: a part lies within the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  std::uint64_t body = 0;
  if (size < sizeof body) return 0;
  std::memcpy(&body, bytes, sizeof body);
  const std::string_view field{reinterpret_cast<const char*>(bytes) + sizeof body,
                               size - sizeof body};
  const auto part = relay::http::read_range(field, body);
  if (const auto* const slice = std::get_if<relay::http::Slice>(&part)) {
    policy::require(slice->count > 0, "a part is not empty");
    policy::require(slice->first < body, "a part begins within the body");
    policy::require(slice->count <= body - slice->first, "a part ends within the body");
  }
  policy::require(relay::http::read_range(field, body) == part, "a range has one meaning");
  return 0;
}
