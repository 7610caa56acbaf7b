#pragma once

namespace relay::io {

/// Has the allocator give free memory back to the system early. A start reads the whole catalog
/// once; without this the process rests for ever on what that took. Called once, at start.
void give_back_memory();

}  // namespace relay::io
