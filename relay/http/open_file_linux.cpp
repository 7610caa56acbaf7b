#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>

#include "relay/http/open_file.h"

namespace relay::http {
namespace {

// O_NONBLOCK: if somebody put a pipe in its place, open() must not wait for a writer.
constexpr int kFlags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;

std::optional<Stamp> stamp_in(const struct stat& found) {
  if (!S_ISREG(found.st_mode)) return std::nullopt;
  return Stamp{
      .size = static_cast<std::uint64_t>(found.st_size),
      .device = found.st_dev,
      .inode = found.st_ino,
      .modified = std::int64_t{found.st_mtim.tv_sec} * 1'000'000'000 + found.st_mtim.tv_nsec};
}

}  // namespace

std::optional<Stamp> stamp_of(const std::filesystem::path& path) {
  struct stat found {};
  if (::lstat(path.c_str(), &found) != 0) return std::nullopt;
  return stamp_in(found);
}

std::optional<OpenFile> OpenFile::open(const std::filesystem::path& path, std::uint64_t size) {
  OpenFile file{::open(path.c_str(), kFlags)};
  return file.is(size) ? std::optional{std::move(file)} : std::nullopt;
}

OpenFile::Opening OpenFile::open_at_once(const std::filesystem::path& path, std::uint64_t size) {
  open_how how{};
  how.flags = kFlags;
  how.resolve = RESOLVE_CACHED;
  OpenFile file{static_cast<int>(::syscall(SYS_openat2, AT_FDCWD, path.c_str(), &how, sizeof how))};
  // EAGAIN: the name is not in memory. Or the kernel does not know the call, or may not be asked.
  if (file.handle_ == -1) return WouldWait{};
  return file.is(size) ? std::optional{std::move(file)} : std::nullopt;
}

bool OpenFile::is(std::uint64_t size) {
  struct stat found {};
  if (handle_ == -1 || ::fstat(handle_, &found) != 0) return false;
  const auto stamp = stamp_in(found);
  if (stamp) stamp_ = *stamp;
  return stamp && stamp->size == size;
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

std::size_t OpenFile::read_at_once(std::uint64_t offset, std::span<char> into) const {
  std::size_t got = 0;
  while (got < into.size()) {
    const iovec piece{into.data() + got, into.size() - got};
    const auto count = ::preadv2(handle_, &piece, 1, static_cast<off_t>(offset + got), RWF_NOWAIT);
    if (count < 0 && errno == EINTR) continue;
    // A file system that cannot tell is most likely one that is memory itself.
    if (count < 0 && errno == EOPNOTSUPP) return got + read_at(offset + got, into.subspan(got));
    if (count <= 0) break;
    got += static_cast<std::size_t>(count);
  }
  return got;
}

bool OpenFile::at_hand(std::uint64_t offset, std::uint64_t count) const {
  char byte = 0;
  return read_at_once(offset, {&byte, 1}) == 1 && read_at_once(offset + count - 1, {&byte, 1}) == 1;
}

}  // namespace relay::http
