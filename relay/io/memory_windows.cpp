#include "relay/io/memory.h"

namespace relay::io {

/// The heap of Windows does this by itself.
void give_back_memory() {}

}  // namespace relay::io
