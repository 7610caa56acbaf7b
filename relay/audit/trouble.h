#pragma once

#include <cstdint>
#include <string>

namespace relay::audit {

/// What does not fit, and where: the first row of it.
struct Trouble {
  enum class Kind {
    Edited,     ///< The row is not what was sealed.
    Missing,    ///< It was taken out.
    Inserted,   ///< It was put among those that were sealed.
    Swapped,    ///< It was sealed in another place.
    Unsealed,   ///< It has no seal.
    Forged,     ///< The chain fits, and was made without the key.
    Truncated,  ///< The audit ends before a head that was seen.
    Forked,     ///< It is another one than when a head was seen.
  };
  Kind kind = Kind::Edited;
  std::int64_t row = 0;
  std::string sentence{};

  friend bool operator==(const Trouble&, const Trouble&) = default;
};

const char* word(Trouble::Kind kind);  ///< "edited", "missing" …

}  // namespace relay::audit
