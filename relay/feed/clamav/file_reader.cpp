#include "relay/feed/clamav/file_reader.h"

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

namespace relay::feed::clamav {
namespace {

constexpr std::uint64_t kPiece = 262'144;

io::File opened(const std::filesystem::path& path) {
  auto file = io::File::open(path);
  if (file) return *std::move(file);
  throw std::filesystem::filesystem_error{
      "cannot read", path, std::make_error_code(std::errc::no_such_file_or_directory)};
}

}  // namespace

FileReader::FileReader(const std::filesystem::path& path)
    : file_{opened(path)}, size_{file_.size()} {}

std::string FileReader::read(std::uint64_t first, std::uint64_t count) const {
  std::string text;
  read(first, count, [&](std::span<const std::byte> bytes) {
    text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  });
  return text;
}

void FileReader::read(std::uint64_t first, std::uint64_t count,
                      const std::function<void(std::span<const std::byte>)>& take) const {
  first = std::min(first, size_);
  std::uint64_t left = std::min(count, size_ - first);
  std::vector<std::byte> piece(static_cast<std::size_t>(std::min(left, kPiece)));
  while (left > 0) {
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(left, piece.size()));
    const auto room = std::span{piece}.first(wanted);
    if (file_.read_at(first, room) != wanted) {
      throw std::filesystem::filesystem_error{"a file became shorter while it was read",
                                              std::make_error_code(std::errc::io_error)};
    }
    take(room);
    first += wanted;
    left -= wanted;
  }
}

}  // namespace relay::feed::clamav
