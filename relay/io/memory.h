#pragma once

#include <cstdint>
#include <optional>

namespace relay::io {

/// Has the allocator give free memory back to the system early. A start reads the whole catalog
/// once; without this the process rests for ever on what that took. Called once, at start.
void give_back_memory();

/// Bytes of this process that are in memory now. Nothing: the system does not say.
std::optional<std::uint64_t> memory_in_use();

}  // namespace relay::io
