#include "relay/io/disk_space.h"

namespace relay::io {

std::uint64_t disk_space(const std::filesystem::path& folder) {
  return std::filesystem::space(folder).available;
}

}  // namespace relay::io
