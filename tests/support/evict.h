#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <vector>

namespace tests {

/// Takes a file out of the system's memory. False: not every file system lets go of what it has.
/// It is not read to find out, which would bring it back.
inline bool evict(const std::filesystem::path& path, std::size_t size) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file == -1) return false;
  const bool asked = ::fsync(file) == 0 && ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED) == 0;
  void* const mapped = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0);
  ::close(file);
  if (mapped == MAP_FAILED) return false;
  std::vector<unsigned char> pages(size / static_cast<std::size_t>(::sysconf(_SC_PAGESIZE)) + 1);
  const bool known = ::mincore(mapped, size, pages.data()) == 0;
  ::munmap(mapped, size);
  return asked && known &&
         std::ranges::none_of(pages, [](unsigned char page) { return page & 1U; });
}

}  // namespace tests
