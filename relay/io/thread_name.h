#pragma once

#include <string>

namespace relay::io {

/// What the calling thread is called in top and in a debugger. Linux keeps 15 bytes of it.
void name_this_thread(const std::string& name);

}  // namespace relay::io
