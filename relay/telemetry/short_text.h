#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace relay::telemetry {

/// A text that lies where it is declared and never asks for memory: what is beyond `kMost` bytes is
/// cut off, at the end of a character where the text is UTF-8.
template <std::size_t kMost>
class ShortText {
 public:
  ShortText() {}  // NOLINT: bytes_ stays as it is.
  explicit ShortText(std::string_view text) { *this = text; }
  ShortText& operator=(std::string_view text) {
    std::size_t size = std::min(text.size(), kMost);
    const auto goes_on = [&](std::size_t at) {
      return at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0U) == 0x80U;
    };
    while (goes_on(size)) --size;
    std::copy_n(text.data(), size, bytes_.data());
    size_ = static_cast<std::uint16_t>(size);
    cut_ = size < text.size();
    return *this;
  }

  std::string_view view() const { return {bytes_.data(), size_}; }
  bool empty() const { return size_ == 0; }
  bool cut() const { return cut_; }

 private:
  std::uint16_t size_ = 0;
  bool cut_ = false;
  std::array<char, kMost> bytes_;  // NOLINT: the first size_ of them are set, others never read.
};

}  // namespace relay::telemetry
