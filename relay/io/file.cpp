#include "relay/io/file.h"

#include <vector>

namespace relay::io {

void read_through(const File& file, const std::function<void(std::span<const std::byte>)>& take) {
  constexpr std::size_t kPiece = 1'048'576;
  std::vector<std::byte> room(kPiece);
  std::uint64_t offset = 0;
  while (const std::size_t count = file.read_at(offset, room)) {
    take(std::span{room}.first(count));
    offset += count;
  }
}

}  // namespace relay::io
