#pragma once

#include <cstddef>
#include <cstdint>

#include "relay/http/open_file.h"
#include "relay/http/stream.h"

namespace relay::http {

/// Hands bytes of a file to a socket that does not block, from kernel to kernel where that can be
/// done. Over also when the file ends too soon.
Moved send_file(int socket, const OpenFile& file, std::uint64_t offset, std::size_t count);

}  // namespace relay::http
