#include "relay/io/memory.h"

// The one needs what the other declares.
#include <windows.h>

#include <psapi.h>

namespace relay::io {

/// The heap of Windows does this by itself.
void give_back_memory() {}

std::optional<std::uint64_t> memory_in_use() {
  PROCESS_MEMORY_COUNTERS counts{};
  if (::K32GetProcessMemoryInfo(::GetCurrentProcess(), &counts, sizeof counts) == 0) {
    return std::nullopt;
  }
  return counts.WorkingSetSize;
}

}  // namespace relay::io
