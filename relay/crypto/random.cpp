#include "relay/crypto/random.h"

#include <openssl/rand.h>

#include <array>
#include <limits>
#include <string_view>

#include "policy/require.h"
#include "relay/crypto/failure.h"

namespace relay::crypto {
namespace {

std::string base64url(std::span<const std::byte> bytes) {
  constexpr std::string_view kUrlAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string text;
  unsigned waiting = 0;
  int bits = 0;
  for (const std::byte byte : bytes) {
    waiting = (waiting << 8 | std::to_integer<unsigned>(byte)) & 0xffffU;
    for (bits += 8; bits >= 6; bits -= 6) text += kUrlAlphabet[waiting >> (bits - 6) & 63U];
  }
  if (bits > 0) text += kUrlAlphabet[waiting << (6 - bits) & 63U];
  return text;
}

}  // namespace

void random_bytes(std::span<std::byte> room) {
  auto* const out = reinterpret_cast<unsigned char*>(room.data());
  policy::require(room.size() <= std::numeric_limits<int>::max(),
                  "randomness is asked for in small");
  if (::RAND_priv_bytes(out, static_cast<int>(room.size())) != 1) fail("there is no randomness");
}

std::string random_token() {
  std::array<std::byte, 32> secret{};
  random_bytes(secret);
  return "sluice_" + base64url(secret);
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
