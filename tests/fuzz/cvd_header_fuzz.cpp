#include <cstddef>
#include <cstdint>
#include <string>

#include "policy/require.h"
#include "relay/feed/clamav/header.h"

// Any 512 bytes are read or refused; what is read names a version and a time.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace relay::feed::clamav;
  std::string text{reinterpret_cast<const char*>(bytes), size};
  if (const auto line = parse_contents_header(text)) {
    policy::require(line->version > 0, "a header has a version");
  }
  text.resize(kHeaderBytes, ' ');
  if (const auto header = parse_header(text)) {
    policy::require(header->version > 0 && header->md5.size() == 32, "a header has a version");
  }
  return 0;
}
