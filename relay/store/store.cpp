#include "relay/store/store.h"

#include <array>
#include <span>
#include <utility>

#include "relay/crypto/random.h"
#include "relay/crypto/sha256.h"
#include "relay/io/disk_space.h"
#include "relay/io/file.h"

namespace relay::store {
namespace {

namespace fs = std::filesystem;

constexpr const char* kDrafts = "drafts";

// The first two of the 64 digits name the folder.
std::string folder_of(const policy::Digest& digest) {
  return digest.hex().substr(0, 2);
}
std::string name_in_folder(const policy::Digest& digest) {
  return digest.hex().substr(2);
}

void make_root(const fs::path& root) {
  if (fs::is_directory(root))
    return;  // Or a link to one: where the store lies is the owner's choice.
  fs::create_directories(root.parent_path());
  io::make_folder(root);
  io::flush_folder(root.parent_path());
}

void make_folders(const fs::path& root) {
  io::make_folder(root / kDrafts);
  for (unsigned first = 0; first < 256; ++first) {
    policy::Digest digest{};
    digest.bytes[0] = static_cast<std::byte>(first);
    io::make_folder(root / folder_of(digest));
  }
  io::flush_folder(root);
}

void remove_drafts(const fs::path& root) {
  for (const auto& left : fs::directory_iterator{root / kDrafts}) fs::remove_all(left.path());
}

// What somebody put in a blob's place and is not a file is no blob.
std::optional<io::File> open_blob(const fs::path& path) {
  std::error_code gone;
  if (!fs::is_regular_file(fs::symlink_status(path, gone))) return std::nullopt;
  return io::File::open(path);
}

}  // namespace

Store::Store(const fs::path& root) : root_{fs::absolute(root)} {
  make_root(root_);
  make_folders(root_);
  remove_drafts(root_);
}

Draft Store::draft() {
  policy::Digest name{};
  crypto::random_bytes(name.bytes);
  return Draft{root_ / kDrafts / name.hex()};
}

Blob Store::keep(Draft&& draft) {
  Draft ours = std::move(draft);
  const Blob blob{ours.digest(), ours.size()};
  const auto name = path_of(blob.digest);
  if (has(blob.digest, blob.size)) {
    // Another thread may have named it a moment ago, and not flushed the name yet.
    io::flush_folder(name.parent_path());
  } else {
    ours.publish(name);
  }
  return blob;
}

Blob Store::put(std::string_view bytes) {
  Draft ours = draft();
  ours.append(std::as_bytes(std::span{bytes}));
  return keep(std::move(ours));
}

bool Store::has(const policy::Digest& digest, std::uint64_t size) const {
  std::error_code gone;
  const auto path = path_of(digest);
  return fs::is_regular_file(fs::symlink_status(path, gone)) && fs::file_size(path, gone) == size;
}

fs::path Store::path_of(const policy::Digest& digest) const {
  return root_ / folder_of(digest) / name_in_folder(digest);
}

std::optional<std::string> Store::read(const policy::Digest& digest, std::uint64_t cap) const {
  const auto file = open_blob(path_of(digest));
  if (!file || file->size() > cap) return std::nullopt;
  std::string bytes(file->size(), '\0');
  const auto count = file->read_at(0, std::as_writable_bytes(std::span{bytes}));
  if (count != bytes.size() || crypto::sha256(bytes) != digest) return std::nullopt;
  return bytes;
}

bool Store::intact(const policy::Digest& digest) const {
  const auto file = open_blob(path_of(digest));
  if (!file) return false;
  crypto::Sha256 hash;
  io::read_through(*file, [&hash](std::span<const std::byte> piece) { hash.add(piece); });
  return hash.finish() == digest;
}

std::uint64_t Store::room(std::uint64_t keep_free) const {
  const std::uint64_t free = io::disk_space(root_);
  return free > keep_free ? free - keep_free : 0;
}

}  // namespace relay::store
