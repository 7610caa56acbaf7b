#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>

#include "relay/io/file.h"

namespace relay::io {

/// A file on its way to its name: draft, append, flush, rename, flush the folder. Whoever looks at
/// the name meets what was there before or the whole new file, whatever the power does. The draft
/// is deleted with this object unless publish() was reached. All throw
/// std::filesystem::filesystem_error; after that this object can only be destroyed. Belongs to one
/// thread.
class NewFile {
 public:
  /// Makes the draft, which must not be there yet, on the file system of its later name.
  NewFile(std::filesystem::path draft, FileMode mode);
  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&& other) noexcept;
  ~NewFile();

  void append(std::span<const std::byte> bytes);
  /// Back to nothing.
  void restart();
  std::uint64_t size() const { return size_; }
  const std::filesystem::path& path() const { return path_; }
  /// What has been appended so far, to be read again.
  const File& content() const;

  /// Afterwards the file survives a power cut under its name, and nothing more can be done with
  /// this object. Replaces what had the name.
  void publish(const std::filesystem::path& name);

 private:
  void discard() noexcept;

  std::filesystem::path path_;
  FileMode mode_;
  std::optional<File> file_;  ///< Nothing once published.
  std::uint64_t size_ = 0;
  std::uint64_t flushing_ = 0;  ///< Bytes that the system has been told to write.
  bool sound_ = true;           ///< No call has failed.
};

/// A whole file at once, by way of <path>.draft; one writer per path at a time. What a crash left
/// there is removed first.
void write_durably(const std::filesystem::path& path, std::string_view bytes, FileMode mode);

}  // namespace relay::io
