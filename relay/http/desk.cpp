#include "relay/http/desk.h"

#include <array>
#include <cstdio>
#include <random>

namespace relay::http {

RequestIds::RequestIds() {
  std::random_device random;
  next_ = std::uint64_t{random()} << 32 | random();
}

std::string RequestIds::next() {
  std::array<char, 17> text{};
  std::snprintf(text.data(), text.size(), "%016llx",
                static_cast<unsigned long long>(next_.fetch_add(1, std::memory_order_relaxed)));
  return text.data();
}

void Desk::log(io::Level level, const std::string& line) const {
  if (settings.log != nullptr) settings.log->write(level, settings.name + ": " + line);
}

}  // namespace relay::http
