#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "relay/http/open_file.h"

namespace relay::http {

/// Pieces of large files that the clients of one loop read one shortly after the other: to encrypt
/// them, each would have the system copy them once more. A piece is kept when it is asked for a
/// second time, and none beyond the room for them.
class Pieces {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::size_t kPiece = 131'072;
  static constexpr std::size_t kRoom = 256;  ///< Of them.

  explicit Pieces(std::size_t room = kRoom) : places_(room) {}

  /// What the piece has from this offset on; it stays until the next call. Nothing: the piece is
  /// not here. Who reads on asks for each where it begins.
  std::string_view find(const OpenFile& file, std::uint64_t offset);
  /// Gives back the memory of what was not asked for in a minute. To be called all the time, as it
  /// tells what time it is.
  void tidy_up(Clock::time_point now);
  /// Of memory.
  std::size_t bytes() const { return kept_ * kPiece; }

 private:
  struct Which {
    Stamp stamp{};
    std::uint64_t number = 0;  ///< From 1; 0: none.
    friend bool operator==(const Which&, const Which&) = default;
  };
  struct Place {
    Which wanted{};  ///< Asked for and not here, the last time.
    Which here{};
    std::vector<char> bytes{};
    Clock::time_point asked{};
  };

  bool take(Place& place, const Which& which, const OpenFile& file);

  std::vector<Place> places_;
  std::size_t kept_ = 0;
  Clock::time_point now_{};
  Clock::time_point tidied_up_{};
};

}  // namespace relay::http
