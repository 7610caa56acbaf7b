#pragma once

#include <string>

namespace tests {

/// A certificate request (PKCS#10 in PEM) for a new ECDSA key, as a device makes it; and that key.
struct RequestOfADevice {
  std::string request{};
  std::string key{};  ///< PEM
};
RequestOfADevice request_of_a_device();

}  // namespace tests
