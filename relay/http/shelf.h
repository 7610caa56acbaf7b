#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>

#include "relay/http/open_file.h"

namespace relay::http {

/// A file as it is kept: a small one is its bytes, a larger one is open.
struct Volume {
  static constexpr std::uint64_t kMiddling = 262'144;  ///< Up to here `at_hand` is looked for.

  std::string bytes{};
  std::optional<OpenFile> file{};
  bool at_hand = false;  ///< All of the open file was in the system's memory.
  Stamp stamp{};
};
using VolumePtr = std::shared_ptr<const Volume>;

/// From the disk; may wait for it. Nothing when what is there is not a readable file of this size.
/// Up to `small` its bytes are kept.
VolumePtr fetch(const std::filesystem::path& path, std::uint64_t size, std::uint64_t small);
/// The same where the disk need not be waited for.
std::variant<VolumePtr, OpenFile::WouldWait> fetch_at_once(const std::filesystem::path& path,
                                                           std::uint64_t size, std::uint64_t small);

/// The files that one loop is asked for often, so many and no more; who was not asked for the
/// longest time makes room, and who was not for a minute is put away. Nothing is believed for
/// longer than a second: then its name must still lead to the same unchanged file, and what was at
/// hand must be so still.
class Shelf {
 public:
  using Clock = std::chrono::steady_clock;
  struct Room {
    std::size_t bytes = 33'554'432;  ///< Of small files.
    std::size_t files = 1'024;
    std::uint64_t small = 65'536;  ///< The largest of which the bytes are kept.
  };

  explicit Shelf(Room room) : room_{room} {}

  std::uint64_t small() const { return room_.small; }
  VolumePtr find(const std::filesystem::path& path, std::uint64_t size, Clock::time_point now);
  void put(const std::filesystem::path& path, VolumePtr volume, Clock::time_point now);
  /// Puts away what was not asked for.
  void tidy_up(Clock::time_point now);

 private:
  struct Place {
    std::string path{};
    VolumePtr volume{};
    Clock::time_point seen{};   ///< When it was as it should be.
    Clock::time_point asked{};  ///< The last time.
  };
  using Places = std::list<Place>;

  void remove(Places::iterator place);

  const Room room_;
  std::size_t bytes_ = 0;
  Places places_;  ///< The one that was asked for last is the first.
  std::unordered_map<std::string_view, Places::iterator> by_path_;  ///< Keys live in places_.
};

}  // namespace relay::http
