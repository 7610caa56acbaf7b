#pragma once

#include <cstdint>
#include <string>

namespace relay::feed {

/// "6 GiB", "1.5 MiB", "512 bytes": for people; rounded down to a tenth.
std::string show_bytes(std::uint64_t bytes);

}  // namespace relay::feed
