#include "relay/db/ownership.h"

#include <array>
#include <fstream>
#include <string>
#include <string_view>

#include "relay/db/row.h"
#include "relay/io/file.h"

namespace relay::db {
namespace {

// https://www.sqlite.org/fileformat2.html, 1.3: what the header begins with, and where the id
// stands.
constexpr std::string_view kMagic{"SQLite format 3\0", 16};
constexpr std::size_t kHeaderSize = 100;
constexpr std::size_t kIdAt = 68;

std::int64_t big_endian(std::string_view bytes) {
  std::int64_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

std::string header_of(const std::filesystem::path& file) {
  std::array<char, kHeaderSize> header{};
  std::ifstream in{file, std::ios::binary};
  if (!in) throw Failure{"database '" + file.string() + "': it cannot be read"};
  in.read(header.data(), header.size());
  return std::string(header.data(), static_cast<std::size_t>(in.gcount()));
}

// What a power cut in the middle of the very first transaction can leave: SQLite finds the journal
// beside it and begins anew.
bool never_finished(const std::filesystem::path& file, std::string_view header) {
  const bool blank = header.find_first_not_of('\0') == std::string_view::npos;
  return blank && std::filesystem::exists(file.string() + "-journal");
}

}  // namespace

void require_ours(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) return;
  const std::string header = header_of(file);
  if (header.empty() || never_finished(file, header)) return;
  const std::string left =
      "; it was left as it is: move it away, or name another folder for our data";
  if (header.size() < kHeaderSize || !header.starts_with(kMagic)) {
    throw Failure{"'" + file.string() + "' is not a database" + left};
  }
  if (big_endian(std::string_view{header}.substr(kIdAt, 4)) != kApplicationId) {
    throw Failure{"'" + file.string() + "' is the database of another program" + left};
  }
}

void keep_private(const std::filesystem::path& file) {
  using std::filesystem::perms;
  auto handle = io::File::open(file);
  if (!handle) handle = io::File::create(file);
  const perms others =
      std::filesystem::status(file).permissions() & (perms::group_all | perms::others_all);
  if (others != perms::none) handle->set_mode(io::FileMode::Private);
}

}  // namespace relay::db
