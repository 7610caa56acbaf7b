#include "relay/http/live_body.h"

#include <array>
#include <charconv>

namespace relay::http {

std::string in_chunk(std::string_view piece) {
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), piece.size(), 16);
  std::string chunk{digits.data(), end.ptr};
  chunk.append("\r\n").append(piece).append("\r\n");
  return chunk;
}

}  // namespace relay::http
