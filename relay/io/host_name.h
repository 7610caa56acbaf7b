#pragma once

#include <string>

namespace relay::io {

/// What this machine calls itself, for people; empty when it does not say.
std::string host_name();

}  // namespace relay::io
