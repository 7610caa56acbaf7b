#include "relay/http/send_file.h"

#include <sys/sendfile.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace relay::http {
namespace {

/// For file systems that cannot sendfile (some FUSE, some overlays).
Moved by_copy(int socket, const OpenFile& file, std::uint64_t offset, std::size_t count) {
  std::array<char, 65'536> chunk;
  const std::size_t got =
      file.read_at(offset, std::span{chunk}.first(std::min(count, chunk.size())));
  if (got == 0) return {.state = Moved::State::Over};
  const std::array<std::string_view, 1> parts{std::string_view{chunk.data(), got}};
  return transmit(socket, parts, Following::Nothing);
}

}  // namespace

Moved send_file(int socket, const OpenFile& file, std::uint64_t offset, std::size_t count) {
  auto from = static_cast<off_t>(offset);
  ssize_t sent = -1;
  do {  // After an interruption the poller would have nothing new to tell.
    sent = ::sendfile(socket, file.handle(), &from, count);
  } while (sent < 0 && errno == EINTR);
  if (sent > 0) return {.count = static_cast<std::size_t>(sent)};
  if (sent == 0) return {.state = Moved::State::Over};
  if (errno == EINVAL || errno == ENOSYS) return by_copy(socket, file, offset, count);
  return {.state = errno == EAGAIN ? Moved::State::Blocked : Moved::State::Over};
}

}  // namespace relay::http
