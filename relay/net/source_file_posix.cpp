#include "relay/net/source_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace relay::net {
namespace {

/// A part of a path; -1 when it is not there, is a link, or may not be read.
int open_part(int folder, const std::string& name, bool last) {
  // O_NONBLOCK: a named pipe must not keep us waiting for its writer.
  const int kind = last ? O_NONBLOCK : O_DIRECTORY;
  return ::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | kind);
}

}  // namespace

std::optional<SourceFile> SourceFile::open(const std::filesystem::path& folder,
                                           const std::vector<std::string>& parts) {
  // The folder itself is the administrator's word, so it may be a link.
  int here = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  for (std::size_t at = 0; at < parts.size() && here >= 0; ++at) {
    const int next = open_part(here, parts[at], at + 1 == parts.size());
    ::close(here);
    here = next;
  }
  if (here < 0) return std::nullopt;
  SourceFile file{here};
  struct stat found {};
  if (::fstat(here, &found) != 0 || !S_ISREG(found.st_mode)) return std::nullopt;
  return file;
}

SourceFile::SourceFile(SourceFile&& other) noexcept
    : descriptor_{std::exchange(other.descriptor_, -1)} {}

SourceFile::~SourceFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

SourceFile::State SourceFile::state() const {
  struct stat found {};
  if (::fstat(descriptor_, &found) != 0) {
    throw std::system_error(errno, std::generic_category(), "fstat of a source file");
  }
  return {static_cast<std::uint64_t>(found.st_size), found.st_mtim.tv_sec, found.st_mtim.tv_nsec};
}

std::size_t SourceFile::read_at(std::uint64_t offset, std::span<std::byte> room) const {
  for (;;) {
    const auto count = ::pread(descriptor_, room.data(), room.size(), static_cast<off_t>(offset));
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) {
      throw std::system_error(errno, std::generic_category(), "reading a source file");
    }
  }
}

}  // namespace relay::net
