#pragma once

namespace tests {

enum class Stroke {
  Kill,  ///< The process ends in front of the call, as by SIGKILL.
  Fail,  ///< The call does nothing and fails with EIO.
};

/// While it lives, it strikes the program's n-th call that changes the disk: write, flush, unlink,
/// change of length. Link tests/support/struck_disk.cpp: it stands in front of the C library's
/// functions. One at a time, on one thread.
class StruckDisk {
 public:
  StruckDisk(Stroke stroke, int nth);
  ~StruckDisk();
  StruckDisk(const StruckDisk&) = delete;
  StruckDisk& operator=(const StruckDisk&) = delete;

  /// Whether there were so many calls.
  bool struck() const;
};

}  // namespace tests
