#include "relay/io/memory.h"

#include <malloc.h>
#include <unistd.h>

#include <fstream>

namespace relay::io {

void give_back_memory() {
  mallopt(M_TRIM_THRESHOLD, 131'072);
}

// proc(5): pages of all that is mapped, and of what is in memory.
std::optional<std::uint64_t> memory_in_use() {
  std::ifstream counts{"/proc/self/statm"};
  std::uint64_t mapped = 0, resident = 0;
  if (!(counts >> mapped >> resident)) return std::nullopt;
  return resident * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

}  // namespace relay::io
