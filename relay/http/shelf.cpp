#include "relay/http/shelf.h"

#include <utility>

namespace relay::http {
namespace {

constexpr std::chrono::seconds kBelieved{1};
/// An open file that was removed takes room on the disk until it is closed.
constexpr std::chrono::minutes kKept{1};

/// Nothing when fewer bytes could be read than there are.
VolumePtr in_memory(const OpenFile& file, std::string bytes, std::size_t got) {
  if (got != bytes.size()) return nullptr;
  return std::make_shared<const Volume>(Volume{.bytes = std::move(bytes), .stamp = file.stamp()});
}

VolumePtr large(OpenFile file) {
  const Stamp stamp = file.stamp();
  const bool at_hand = stamp.size <= Volume::kMiddling && file.at_hand(0, stamp.size);
  return std::make_shared<const Volume>(
      Volume{.file = std::move(file), .at_hand = at_hand, .stamp = stamp});
}

bool still(const Volume& volume, const std::filesystem::path& path) {
  if (stamp_of(path) != volume.stamp) return false;
  // What has come into memory since is opened anew, to be known for that.
  const bool middling = volume.file && volume.stamp.size <= Volume::kMiddling;
  return !middling || volume.at_hand == volume.file->at_hand(0, volume.stamp.size);
}

}  // namespace

VolumePtr fetch(const std::filesystem::path& path, std::uint64_t size, std::uint64_t small) {
  auto file = OpenFile::open(path, size);
  if (!file) return nullptr;
  if (size > small) return large(std::move(*file));
  std::string bytes(size, '\0');
  const std::size_t got = file->read_at(0, bytes);
  return in_memory(*file, std::move(bytes), got);
}

std::variant<VolumePtr, OpenFile::WouldWait> fetch_at_once(const std::filesystem::path& path,
                                                           std::uint64_t size,
                                                           std::uint64_t small) {
  auto opening = OpenFile::open_at_once(path, size);
  if (std::holds_alternative<OpenFile::WouldWait>(opening)) return OpenFile::WouldWait{};
  auto& file = std::get<std::optional<OpenFile>>(opening);
  if (!file) return VolumePtr{};
  if (size > small) return large(std::move(*file));
  std::string bytes(size, '\0');
  const std::size_t got = file->read_at_once(0, bytes);
  if (got != size) return OpenFile::WouldWait{};
  return in_memory(*file, std::move(bytes), got);
}

VolumePtr Shelf::find(const std::filesystem::path& path, std::uint64_t size,
                      Clock::time_point now) {
  const auto found = by_path_.find(std::string_view{path.native()});
  if (found == by_path_.end()) return nullptr;
  const auto place = found->second;
  if (now - place->seen > kBelieved) {
    if (!still(*place->volume, path)) {
      remove(place);
      return nullptr;
    }
    place->seen = now;
  }
  if (place->volume->stamp.size != size) return nullptr;
  place->asked = now;
  places_.splice(places_.begin(), places_, place);
  return place->volume;
}

void Shelf::put(const std::filesystem::path& path, VolumePtr volume, Clock::time_point now) {
  if (const auto old = by_path_.find(std::string_view{path.native()}); old != by_path_.end()) {
    remove(old->second);
  }
  bytes_ += volume->bytes.size();
  places_.push_front({path.native(), std::move(volume), now, now});
  by_path_.emplace(places_.front().path, places_.begin());
  while (places_.size() > room_.files || bytes_ > room_.bytes) remove(std::prev(places_.end()));
}

void Shelf::tidy_up(Clock::time_point now) {
  while (!places_.empty() && now - places_.back().asked > kKept) remove(std::prev(places_.end()));
}

void Shelf::remove(Places::iterator place) {
  bytes_ -= place->volume->bytes.size();
  by_path_.erase(place->path);
  places_.erase(place);
}

}  // namespace relay::http
