#include "relay/http/open_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace relay::http {

std::optional<OpenFile> OpenFile::open(const std::filesystem::path& path, std::uint64_t size) {
  // O_NONBLOCK: if somebody put a pipe in its place, open() must not wait for a writer.
  OpenFile file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)};
  struct stat found {};
  if (file.handle_ == -1 || ::fstat(file.handle_, &found) != 0) return std::nullopt;
  if (!S_ISREG(found.st_mode) || static_cast<std::uint64_t>(found.st_size) != size) {
    return std::nullopt;
  }
  return file;
}

OpenFile::~OpenFile() {
  if (handle_ != -1) ::close(handle_);
}

std::size_t OpenFile::read_at(std::uint64_t offset, std::span<char> into) const {
  std::size_t got = 0;
  while (got < into.size()) {
    const auto count =
        ::pread(handle_, into.data() + got, into.size() - got, static_cast<off_t>(offset + got));
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    got += static_cast<std::size_t>(count);
  }
  return got;
}

}  // namespace relay::http
