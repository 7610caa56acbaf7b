#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace relay::net {

/// A file in a folder that somebody carried here, opened for reading only. No part of its path
/// below the folder may be a symbolic link, so it cannot be a way out of the folder.
class SourceFile {
 public:
  /// What changes when somebody writes to the file.
  struct State {
    std::uint64_t size = 0;
    std::int64_t seconds = 0;  ///< Of its last change, since 1970.
    std::int64_t nanoseconds = 0;

    friend bool operator==(const State&, const State&) = default;
  };

  /// Nothing when there is no such plain file, or when a part of the path is a link.
  static std::optional<SourceFile> open(const std::filesystem::path& folder,
                                        const std::vector<std::string>& parts);

  SourceFile(SourceFile&& other) noexcept;
  SourceFile& operator=(SourceFile&&) = delete;
  ~SourceFile();

  State state() const;
  /// As many bytes as there are, at most the room given; throws std::system_error when the medium
  /// does not give them.
  std::size_t read_at(std::uint64_t offset, std::span<std::byte> room) const;

 private:
  explicit SourceFile(int descriptor) : descriptor_{descriptor} {}
  int descriptor_;
};

}  // namespace relay::net
