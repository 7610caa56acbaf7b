#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "policy/digest.h"
#include "relay/store/draft.h"

/// Blobs under the name of their SHA-256: <root>/ab/cdef…; drafts under <root>/drafts. A blob is
/// either absent or complete: readers never meet a partial one, whatever the power does. No name
/// from outside ever becomes a file name. Safe to use from several threads.
namespace relay::store {

struct Blob {
  policy::Digest digest;
  std::uint64_t size = 0;
};

class Store {
 public:
  /// Makes the folder, its 256 folders and drafts/ where they are missing, and removes drafts that
  /// a crash left behind. Throws std::filesystem::filesystem_error where it may not, and where one
  /// of them is a link. One process at a time: the caller holds the lock of the data folder.
  explicit Store(const std::filesystem::path& root);

  Draft draft();
  /// Flush, rename, flush the folder; afterwards the blob survives a power cut. A blob that is
  /// already there with its right size is not written again. When the disk refuses, it throws
  /// std::filesystem::filesystem_error and the draft is gone.
  Blob keep(Draft&& draft);
  Blob put(std::string_view bytes);

  /// Whether the blob is there with this size, and is a plain file. Does not read it.
  bool has(const policy::Digest& digest, std::uint64_t size) const;
  std::filesystem::path path_of(const policy::Digest& digest) const;
  /// A small object, read whole and hashed again; nothing when it is absent, larger than `cap`, or
  /// no longer what its name says.
  std::optional<std::string> read(const policy::Digest& digest, std::uint64_t cap) const;
  /// Reads all of a blob; false when it is absent or not what its name says.
  bool intact(const policy::Digest& digest) const;

  /// Bytes that may still be written below `keep_free` of the file system.
  std::uint64_t room(std::uint64_t keep_free) const;

 private:
  const std::filesystem::path root_;
};

}  // namespace relay::store
