#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <utility>

namespace relay::http {

/// A regular file, open for reading; closed with this object.
class OpenFile {
 public:
  /// Nothing when it cannot be opened, is not a regular file (a link is none), or is not of this
  /// size: then what is there is not what was promised.
  static std::optional<OpenFile> open(const std::filesystem::path& path, std::uint64_t size);

  OpenFile(OpenFile&& other) noexcept : handle_{std::exchange(other.handle_, -1)} {}
  OpenFile& operator=(OpenFile&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~OpenFile();

  /// How many bytes were read; fewer than asked only at the end of the file or when reading fails.
  std::size_t read_at(std::uint64_t offset, std::span<char> into) const;
  int handle() const { return handle_; }

 private:
  explicit OpenFile(int handle) : handle_{handle} {}
  int handle_;
};

}  // namespace relay::http
