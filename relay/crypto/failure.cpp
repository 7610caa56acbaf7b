#include "relay/crypto/failure.h"

#include <openssl/err.h>

#include <array>
#include <string>

namespace relay::crypto {

void fail(std::string_view attempt) {
  std::string text{attempt};
  while (const auto code = ::ERR_get_error()) {
    std::array<char, 256> line{};
    ::ERR_error_string_n(code, line.data(), line.size());
    text += ": ";
    text += line.data();
  }
  throw Failure{text};
}

}  // namespace relay::crypto
