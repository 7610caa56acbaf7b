#pragma once

#include <string>
#include <vector>

namespace tests {

/// While it lives, the program's n-th call that changes the disk (write, flush, rename, change of
/// mode or length) fails with EIO, and the calls are written down. Link
/// tests/support/failing_disk.cpp: it stands in front of the C library's functions. One at a time,
/// on one thread.
class FailingDisk {
 public:
  explicit FailingDisk(int nth);
  ~FailingDisk();
  FailingDisk(const FailingDisk&) = delete;
  FailingDisk& operator=(const FailingDisk&) = delete;

  /// "pwrite", "fchmod", "fsync", "rename", "fsync"…
  const std::vector<std::string>& calls() const;
  /// Whether there were so many calls that one had to fail.
  bool failed() const;
};

/// A disk that only takes notes.
inline constexpr int kNever = -1;

}  // namespace tests
