#include "relay/http/desk.h"

#include <random>

namespace relay::http {

RequestIds::RequestIds() {
  std::random_device random;
  for (std::size_t i = 0; i < kDigits; ++i) last_ += "0123456789abcdef"[random() & 0xfU];
}

const std::string& RequestIds::next() {
  for (auto digit = last_.rbegin(); digit != last_.rend(); ++digit) {
    *digit = *digit == 'f' ? '0' : *digit == '9' ? 'a' : static_cast<char>(*digit + 1);
    if (*digit != '0') break;
  }
  return last_;
}

void Desk::log(io::Level level, const std::string& line) const {
  if (settings.log != nullptr) settings.log->write(level, settings.name + ": " + line);
}

}  // namespace relay::http
