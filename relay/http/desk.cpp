#include "relay/http/desk.h"

#include <random>

namespace relay::http {

RequestIds::RequestIds() {
  std::random_device random;
  next_ = std::uint64_t{random()} << 32 | random();
}

std::string RequestIds::next() {
  std::uint64_t number = next_.fetch_add(1, std::memory_order_relaxed);
  std::string text(kDigits, '0');
  for (auto digit = text.rbegin(); digit != text.rend(); ++digit, number >>= 4U) {
    *digit = "0123456789abcdef"[number & 0xfU];
  }
  return text;
}

void Desk::log(io::Level level, const std::string& line) const {
  if (settings.log != nullptr) settings.log->write(level, settings.name + ": " + line);
}

}  // namespace relay::http
