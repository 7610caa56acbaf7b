#pragma once

#include <cstdint>
#include <string_view>
#include <variant>

namespace relay::http {

/// All of it: no range was asked, or one that we need not honour (RFC 9110, 14.2).
struct WholeBody {
  friend bool operator==(WholeBody, WholeBody) = default;
};
struct Slice {
  std::uint64_t first = 0;
  std::uint64_t count = 0;  ///< At least 1.
  friend bool operator==(Slice, Slice) = default;
};
/// Begins at or after the end: 416.
struct BeyondEnd {
  friend bool operator==(BeyondEnd, BeyondEnd) = default;
};
using Part = std::variant<WholeBody, Slice, BeyondEnd>;

/// What a Range field asks of a body of `size` bytes. One range of bytes is honoured; several,
/// another unit, and anything malformed or inverted get the whole body. Numbers of any length are
/// understood.
Part read_range(std::string_view field, std::uint64_t size);

}  // namespace relay::http
