#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>

/// The calls of the operating system that durable files are made of; what they are put together to
/// stands in new_file.h. All throw std::filesystem::filesystem_error, naming the path, when the
/// machine refuses. None follows a symbolic link as the last part of a path.
namespace relay::io {

/// Who may use a file: 0600, or 0440 for what is never to change. On Windows the folder's access
/// list decides, and Sealed sets the read-only attribute.
enum class FileMode { Private, Sealed };

/// One open file; closed with this object and not inherited by other programs. Belongs to one
/// thread.
class File {
 public:
  /// For reading; nothing when there is none. Throws for what is there and is not a plain file.
  static std::optional<File> open(const std::filesystem::path& path);
  /// For reading and writing, private; throws when something is there already.
  static File create(const std::filesystem::path& path);
  /// For reading and writing; private where it is made now. Throws for what is no plain file.
  static File open_or_create(const std::filesystem::path& path);

  File(File&& other) noexcept;
  File& operator=(File&& other) noexcept;
  ~File();

  std::uint64_t size() const;
  /// As many bytes as there are, at most the room given; fewer only at the end of the file.
  std::size_t read_at(std::uint64_t offset, std::span<std::byte> room) const;
  /// All of them, or it throws.
  void write_at(std::uint64_t offset, std::span<const std::byte> bytes);
  /// The system may begin to write this part to the disk now; says nothing about when it is there.
  void begin_flush(std::uint64_t offset, std::uint64_t length);
  /// The file is empty again.
  void clear();
  void set_mode(FileMode mode);
  /// Returns when the disk has the bytes. After it has thrown, nothing is known about the file, and
  /// it must not be tried again.
  void flush();
  /// Nothing can be done with it afterwards. A file must be closed before it is renamed (Windows).
  void close();

 private:
  File(std::intptr_t handle, std::filesystem::path path);
  std::intptr_t handle_;  ///< A descriptor, or a HANDLE.
  std::filesystem::path path_;
};

/// Feeds a file to `take` in large pieces, from its first byte to its last.
void read_through(const File& file, const std::function<void(std::span<const std::byte>)>& take);

/// Makes a folder (0750); false when it was there. Throws when something else is there, a symbolic
/// link to a folder included.
bool make_folder(const std::filesystem::path& folder);
/// Returns when the disk has the names in a folder.
void flush_folder(const std::filesystem::path& folder);
/// Within one file system; replaces what is there, at once for all who look.
void rename_over(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace relay::io
