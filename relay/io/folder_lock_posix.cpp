#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <string_view>
#include <system_error>
#include <utility>

#include "relay/io/fail_posix.h"
#include "relay/io/folder_lock.h"

namespace relay::io {
namespace {

constexpr std::intptr_t kReleased = -1;

std::optional<std::int64_t> holder(int handle) {
  std::array<char, 24> text{};
  const auto count = ::pread(handle, text.data(), text.size(), 0);
  if (count <= 0) return std::nullopt;
  std::int64_t pid = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + count, pid);
  if (error != std::errc{}) return std::nullopt;
  return pid;
}

void sign(int handle, const std::filesystem::path& path) {
  const std::string pid = std::to_string(::getpid()) + "\n";
  const bool written = ::ftruncate(handle, 0) == 0 && ::pwrite(handle, pid.data(), pid.size(), 0) ==
                                                          static_cast<ssize_t>(pid.size());
  if (!written) fail("cannot write", path);
}

}  // namespace

policy::Result<FolderLock, FolderTaken> FolderLock::take(const std::filesystem::path& folder) {
  const auto path = folder / ".lock";
  const int handle = ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (handle == -1) fail("cannot open", path);
  FolderLock lock{handle};
  // Of the open file, not of the process: a second lock within one process is refused as well, and
  // closing another descriptor of the file does not let go of it.
  struct flock whole {};
  whole.l_type = F_WRLCK;
  whole.l_whence = SEEK_SET;
  if (::fcntl(handle, F_OFD_SETLK, &whole) != 0) {
    if (errno != EAGAIN && errno != EACCES) fail("cannot lock", path);
    return policy::Refused{FolderTaken{folder, holder(handle)}};
  }
  sign(handle, path);
  return lock;
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : handle_{std::exchange(other.handle_, kReleased)} {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  std::swap(handle_, other.handle_);
  return *this;
}

FolderLock::~FolderLock() {
  if (handle_ != kReleased) ::close(static_cast<int>(handle_));
}

}  // namespace relay::io
