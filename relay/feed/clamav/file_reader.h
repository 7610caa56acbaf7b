#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>

#include "relay/io/file.h"

namespace relay::feed::clamav {

/// Reads parts of one file. Throws std::filesystem::filesystem_error when it cannot, or when the
/// file became shorter meanwhile.
class FileReader {
 public:
  explicit FileReader(const std::filesystem::path& path);

  std::uint64_t size() const { return size_; }
  /// At most `count` bytes from `first`, fewer at the end.
  std::string read(std::uint64_t first, std::uint64_t count) const;
  /// The same in pieces, for what does not fit into memory.
  void read(std::uint64_t first, std::uint64_t count,
            const std::function<void(std::span<const std::byte>)>& take) const;

 private:
  io::File file_;
  std::uint64_t size_ = 0;
};

}  // namespace relay::feed::clamav
