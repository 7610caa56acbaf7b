#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "relay/io/fail_posix.h"
#include "relay/io/file.h"

namespace relay::io {
namespace {

constexpr std::intptr_t kClosed = -1;

int descriptor(std::intptr_t handle) {
  return static_cast<int>(handle);
}

void require_plain(int handle, const std::filesystem::path& path) {
  struct stat facts {};
  if (::fstat(handle, &facts) != 0) fail("cannot look at", path);
  if (!S_ISREG(facts.st_mode)) fail("cannot open what is not a file", path, EINVAL);
}

// A signal may break off a call that has done nothing yet.
template <class Call>
auto again(const Call& call) {
  auto done = call();
  while (done == -1 && errno == EINTR) done = call();
  return done;
}

}  // namespace

File::File(std::intptr_t handle, std::filesystem::path path)
    : handle_{handle}, path_{std::move(path)} {}

File::File(File&& other) noexcept
    : handle_{std::exchange(other.handle_, kClosed)}, path_{std::move(other.path_)} {}

File& File::operator=(File&& other) noexcept {
  std::swap(handle_, other.handle_);
  std::swap(path_, other.path_);
  return *this;
}

File::~File() {
  close();
}

void File::close() {
  if (handle_ != kClosed) ::close(descriptor(std::exchange(handle_, kClosed)));
}

std::optional<File> File::open(const std::filesystem::path& path) {
  // O_NONBLOCK: a planted pipe must not make us wait for its other end.
  const int handle =
      again([&] { return ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK); });
  if (handle == -1 && errno == ENOENT) return std::nullopt;
  if (handle == -1) fail("cannot open", path);
  File file{handle, path};
  require_plain(handle, path);
  return file;
}

File File::create(const std::filesystem::path& path) {
  const int handle = again([&] {
    return ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  });
  if (handle == -1) fail("cannot create", path);
  return File{handle, path};
}

File File::open_or_create(const std::filesystem::path& path) {
  const int handle = again([&] {
    return ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);
  });
  if (handle == -1) fail("cannot open", path);
  File file{handle, path};
  require_plain(handle, path);
  return file;
}

std::uint64_t File::size() const {
  struct stat facts {};
  if (::fstat(descriptor(handle_), &facts) != 0) fail("cannot look at", path_);
  return static_cast<std::uint64_t>(facts.st_size);
}

std::size_t File::read_at(std::uint64_t offset, std::span<std::byte> room) const {
  std::size_t filled = 0;
  while (filled < room.size()) {
    const auto count = again([&] {
      return ::pread(descriptor(handle_), room.data() + filled, room.size() - filled,
                     static_cast<off_t>(offset + filled));
    });
    if (count == -1) fail("cannot read", path_);
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  return filled;
}

void File::write_at(std::uint64_t offset, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const auto count = again([&] {
      return ::pwrite(descriptor(handle_), bytes.data(), bytes.size(), static_cast<off_t>(offset));
    });
    if (count == -1) fail("cannot write", path_);
    offset += static_cast<std::uint64_t>(count);
    bytes = bytes.subspan(static_cast<std::size_t>(count));
  }
}

void File::begin_flush(std::uint64_t offset, std::uint64_t length) {
#ifdef SYNC_FILE_RANGE_WRITE  // Linux
  // A hint: where a file system does not know it, flush() has more to do.
  ::sync_file_range(descriptor(handle_), static_cast<off_t>(offset), static_cast<off_t>(length),
                    SYNC_FILE_RANGE_WRITE);
#else
  static_cast<void>(offset), static_cast<void>(length);
#endif
}

void File::clear() {
  if (again([&] { return ::ftruncate(descriptor(handle_), 0); }) != 0) fail("cannot empty", path_);
}

void File::set_mode(FileMode mode) {
  const mode_t bits = mode == FileMode::Sealed ? 0440 : 0600;
  if (::fchmod(descriptor(handle_), bits) != 0) fail("cannot set the mode of", path_);
}

void File::flush() {
  // Not tried again, whatever the error: Linux forgets which pages did not reach the disk.
  if (::fsync(descriptor(handle_)) != 0) fail("cannot flush", path_);
}

bool make_folder(const std::filesystem::path& folder) {
  if (::mkdir(folder.c_str(), 0750) == 0) return true;
  if (errno != EEXIST) fail("cannot make the folder", folder);
  struct stat facts {};
  if (::lstat(folder.c_str(), &facts) != 0) fail("cannot look at", folder);
  if (!S_ISDIR(facts.st_mode)) fail("cannot use what is not a folder", folder, ENOTDIR);
  return false;
}

void flush_folder(const std::filesystem::path& folder) {
  const int handle =
      again([&] { return ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); });
  if (handle == -1) fail("cannot open", folder);
  const int done = ::fsync(handle);
  const int error = errno;
  ::close(handle);
  if (done != 0) fail("cannot flush", folder, error);
}

void rename_over(const std::filesystem::path& from, const std::filesystem::path& to) {
  std::filesystem::rename(from, to);
}

}  // namespace relay::io
