#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "relay/telemetry/note.h"

namespace relay::telemetry {

/// One note for each device and feed, and no more notes than it has room for. Asks for memory once,
/// when it is made. `salt` is a secret number: who could guess it, could make notes hard to find.
class Sheet {
 public:
  static constexpr std::size_t kMostRoom = 32'768;
  Sheet(std::size_t room, std::uint64_t salt);

  /// The note about them, a new one if need be. Nothing: there is no room. The last quarter of it
  /// is for devices that have shown a credential, so that no crowd of addresses takes it all.
  Note* of(const Who& who, Known known) { return of(who, known, hash(who, salt_)); }
  /// The same for who has asked for the hash already.
  Note* of(const Who& who, Known known, std::uint64_t hash_of_who);
  static std::uint64_t hash(const Who& who, std::uint64_t salt);

  bool has(const Who& who) const { return places_[place(who, hash(who, salt_))] != 0; }

  std::span<const Note> notes() const { return notes_; }
  void clear();

 private:
  using Number = std::uint16_t;  ///< Of a note, from 1; 0: none.

  std::size_t place(const Who& who, std::uint64_t hash_of_who) const;

  const std::size_t room_;
  const std::uint64_t salt_;
  std::vector<Note> notes_;
  std::vector<Number> places_;  ///< By hash, the next free one where that is taken.
};

}  // namespace relay::telemetry
