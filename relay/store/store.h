#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "policy/digest.h"

/// Blobs under the name of their SHA-256: <root>/ab/cdef…; drafts under <root>/drafts. A blob is
/// either absent or complete: readers never meet a partial one, whatever the power does. No name from
/// outside ever becomes a file name. Safe to use from several threads; a Draft belongs to one.
namespace relay::store {

struct Blob {
  policy::Digest digest;
  std::uint64_t size = 0;
};

/// Bytes on their way in, hashed while they are written. Deleted with this object unless kept.
class Draft {
 public:
  Draft(Draft&&) noexcept;
  Draft& operator=(Draft&&) noexcept;
  ~Draft();

  void append(std::span<const std::byte> bytes);
  /// Back to nothing, for an upstream that begins again.
  void restart();
  std::uint64_t size() const;
  /// Of all that was appended, read again from byte 0 of the file: a resumed transfer is not
  /// believed to have joined well.
  policy::Digest digest() const;
  /// For verifiers that read a file; valid while this object lives.
  const std::filesystem::path& path() const;

 private:
  friend class Store;
  struct Impl;
  explicit Draft(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

class Store {
 public:
  /// Makes the folder, its 256 folders and drafts/ where they are missing, and removes drafts that a
  /// crash left behind. Throws std::filesystem::filesystem_error where it may not.
  explicit Store(std::filesystem::path root);

  Draft draft();
  /// Flush, rename, flush the folder; afterwards the blob survives a power cut. A blob that is
  /// already there with its right size is not written again.
  Blob keep(Draft&& draft);
  Blob put(std::string_view bytes);

  /// Whether the blob is there with this size. Does not read it.
  bool has(const policy::Digest& digest, std::uint64_t size) const;
  std::filesystem::path path_of(const policy::Digest& digest) const;
  /// A small object, read whole and hashed again; nothing when it is absent, larger than `cap`, or no
  /// longer what its name says.
  std::optional<std::string> read(const policy::Digest& digest, std::uint64_t cap) const;
  /// Reads all of a blob; false when it is absent or not what its name says.
  bool intact(const policy::Digest& digest) const;

  /// Bytes that may still be written below `keep_free` of the file system.
  std::uint64_t room(std::uint64_t keep_free) const;

 private:
  std::filesystem::path root_;
};

}  // namespace relay::store
