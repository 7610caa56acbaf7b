#include "relay/crypto/random.h"

#include <openssl/rand.h>

#include <limits>

#include "policy/require.h"
#include "relay/crypto/base64.h"
#include "relay/crypto/failure.h"

namespace relay::crypto {
void random_bytes(std::span<std::byte> room) {
  auto* const out = reinterpret_cast<unsigned char*>(room.data());
  policy::require(room.size() <= std::numeric_limits<int>::max(),
                  "randomness is asked for in small");
  if (::RAND_priv_bytes(out, static_cast<int>(room.size())) != 1) fail("there is no randomness");
}

std::string random_secret(std::size_t size) {
  std::string secret(size, '\0');
  random_bytes(std::as_writable_bytes(std::span{secret}));
  return secret;
}

std::string random_token(std::string_view prefix) {
  return std::string{prefix} + base64url(random_secret(32));
}

std::uint64_t random_below(std::uint64_t limit) {
  policy::require(limit > 0, "there is a number below the limit");
  // The numbers below 2^64 mod limit would come once too often.
  const std::uint64_t surplus = (std::numeric_limits<std::uint64_t>::max() - limit + 1) % limit;
  for (;;) {
    std::uint64_t number = 0;
    random_bytes(std::as_writable_bytes(std::span{&number, 1}));
    if (number >= surplus) return number % limit;
  }
}

policy::Span jitter(policy::Span most) {
  policy::require(most >= policy::Span::zero(), "jitter does not go back in time");
  const auto steps = static_cast<std::uint64_t>(most.count()) + 1;
  return policy::Span{static_cast<std::int64_t>(random_below(steps))};
}

}  // namespace relay::crypto
