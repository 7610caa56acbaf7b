#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

#include "policy/digest.h"

namespace relay::store {

/// Bytes on their way into the store, hashed while they are written. Deleted with this object
/// unless kept. Throws std::filesystem::filesystem_error when the disk refuses; after that it can
/// only be destroyed. Belongs to one thread.
class Draft {
 public:
  Draft(Draft&&) noexcept;
  Draft& operator=(Draft&&) noexcept;
  ~Draft();

  void append(std::span<const std::byte> bytes);
  /// Back to nothing, for an upstream that begins again.
  void restart();
  std::uint64_t size() const;
  /// A transfer broke off and went on: from now on digest() reads the file again from byte 0,
  /// because the parts are not believed to have joined well. restart() ends that.
  void mark_resumed();
  /// Of all that was appended. Reads nothing, unless the draft was resumed.
  policy::Digest digest() const;
  /// For verifiers that read a file; valid while this object lives.
  const std::filesystem::path& path() const;

 private:
  friend class Store;
  explicit Draft(std::filesystem::path path);
  void publish(const std::filesystem::path& name);

  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace relay::store
