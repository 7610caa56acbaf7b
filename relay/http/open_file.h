#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <utility>
#include <variant>

namespace relay::http {

/// By what one knows that a name still leads to the same unchanged file.
struct Stamp {
  std::uint64_t size = 0;
  std::uint64_t device = 0;
  std::uint64_t inode = 0;
  std::int64_t modified = 0;  ///< Nanoseconds since 1970.

  friend bool operator==(const Stamp&, const Stamp&) = default;
};

/// Of what the name leads to now; nothing when that is no regular file (a link is none).
std::optional<Stamp> stamp_of(const std::filesystem::path& path);

/// A regular file, open for reading; closed with this object.
class OpenFile {
 public:
  /// Nothing when it cannot be opened, is not a regular file (a link is none), or is not of this
  /// size: then what is there is not what was promised.
  static std::optional<OpenFile> open(const std::filesystem::path& path, std::uint64_t size);
  /// The same where the disk need not be waited for.
  struct WouldWait {};
  using Opening = std::variant<std::optional<OpenFile>, WouldWait>;
  static Opening open_at_once(const std::filesystem::path& path, std::uint64_t size);

  OpenFile(OpenFile&& other) noexcept
      : handle_{std::exchange(other.handle_, -1)}, stamp_{other.stamp_} {}
  OpenFile& operator=(OpenFile&& other) noexcept {
    std::swap(handle_, other.handle_);
    std::swap(stamp_, other.stamp_);
    return *this;
  }
  ~OpenFile();

  /// How many bytes were read; fewer than asked only at the end of the file or when reading fails.
  std::size_t read_at(std::uint64_t offset, std::span<char> into) const;
  /// The same of what the system has in memory: fewer where the disk would have to be waited for.
  std::size_t read_at_once(std::uint64_t offset, std::span<char> into) const;
  /// Whether the system has these bytes in memory, as far as a look at their ends tells.
  bool at_hand(std::uint64_t offset, std::uint64_t count) const;

  int handle() const { return handle_; }
  const Stamp& stamp() const { return stamp_; }  ///< When it was opened.

 private:
  explicit OpenFile(int handle) : handle_{handle} {}
  bool is(std::uint64_t size);

  int handle_;
  Stamp stamp_{};
};

}  // namespace relay::http
