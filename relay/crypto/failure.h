#pragma once

#include <stdexcept>
#include <string_view>

namespace relay::crypto {

/// The cryptographic library failed where only a broken machine makes it fail: no memory, no
/// randomness, an algorithm that is not there. Bad signatures and bad input are values, not this.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Throws a Failure: what was attempted, and what OpenSSL has to say about it. Empties its queue.
[[noreturn]] void fail(std::string_view attempt);

}  // namespace relay::crypto
