#pragma once

#include <cstddef>

namespace relay::io {

/// How many files and sockets this process may have open at once.
std::size_t descriptor_limit();

/// As many as the system lets this process have without asking anybody; nothing happens where there
/// is no such limit, or it may not be raised.
void raise_descriptor_limit();

}  // namespace relay::io
