#pragma once

#include <cstddef>
#include <cstdint>
#include <system_error>

#include "relay/http/open_file.h"

namespace relay::http {

struct SentPart {
  std::size_t count = 0;  ///< 0 without an error: the socket takes no more just now.
  std::error_code error{};
};

/// Hands bytes of a file to a socket that does not block, from kernel to kernel where that can be
/// done. An error also when the file ends too soon.
SentPart send_file(int socket, const OpenFile& file, std::uint64_t offset, std::size_t count);

}  // namespace relay::http
