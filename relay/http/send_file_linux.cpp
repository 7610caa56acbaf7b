#include "relay/http/send_file.h"

#include <sys/sendfile.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace relay::http {
namespace {

SentPart outcome(ssize_t count) {
  if (count > 0) return {.count = static_cast<std::size_t>(count)};
  if (count == 0) return {.error = std::make_error_code(std::errc::io_error)};
  if (errno == EAGAIN || errno == EINTR) return {};
  return {.error = {errno, std::generic_category()}};
}

/// For file systems that cannot sendfile (some FUSE, some overlays).
SentPart by_copy(int socket, const OpenFile& file, std::uint64_t offset, std::size_t count) {
  std::array<char, 65'536> chunk;
  const std::size_t got =
      file.read_at(offset, std::span{chunk}.first(std::min(count, chunk.size())));
  if (got == 0) return {.error = std::make_error_code(std::errc::io_error)};
  return outcome(::send(socket, chunk.data(), got, MSG_NOSIGNAL | MSG_DONTWAIT));
}

}  // namespace

SentPart send_file(int socket, const OpenFile& file, std::uint64_t offset, std::size_t count) {
  auto from = static_cast<off_t>(offset);
  const ssize_t sent = ::sendfile(socket, file.handle(), &from, count);
  if (sent < 0 && (errno == EINVAL || errno == ENOSYS)) return by_copy(socket, file, offset, count);
  return outcome(sent);
}

}  // namespace relay::http
