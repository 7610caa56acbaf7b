#pragma once

#include <array>
#include <cstdint>

namespace relay::http {

/// What a door has seen since it opened, all its loops together.
struct Counts {
  std::uint64_t connections = 0;  ///< Open at this moment.
  std::uint64_t accepted = 0;
  std::uint64_t turned_away = 0;  ///< Closed at once: no place for this address, or at all.
  std::uint64_t handshakes_failed = 0;
  std::uint64_t refused = 0;                ///< Requests that nobody was asked to answer.
  std::array<std::uint64_t, 6> answered{};  ///< By the first digit of the status; refusals too.
  std::uint64_t sent = 0;                   ///< Bytes of answers, before encryption.

  friend bool operator==(const Counts&, const Counts&) = default;
};

}  // namespace relay::http
