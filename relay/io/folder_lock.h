#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "policy/result.h"

namespace relay::io {

/// Another process holds the folder.
struct FolderTaken {
  std::filesystem::path folder{};
  std::optional<std::int64_t> pid{};  ///< Nothing in the moment before the holder has written it.
  /// "'/var/lib/sluice' is in use by process 4711".
  std::string text() const;
};

/// One process per folder: a lock on <folder>/.lock, held for the life of this object, with the
/// holder's process id as text in it. The operating system lets go of it when the process ends in
/// whatever way; the file stays and means nothing by itself.
class FolderLock {
 public:
  /// Throws std::filesystem::filesystem_error where there is no such folder, or no leave to write.
  static policy::Result<FolderLock, FolderTaken> take(const std::filesystem::path& folder);

  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  ~FolderLock();

 private:
  explicit FolderLock(std::intptr_t handle) : handle_{handle} {}
  std::intptr_t handle_;  ///< A descriptor, or a HANDLE.
};

}  // namespace relay::io
