#include "relay/crypto/hmac.h"

#include <openssl/evp.h>

#include <span>

#include "relay/crypto/failure.h"

namespace relay::crypto {
namespace {

void hmac_into(std::span<std::byte> room, const char* digest, std::string_view key,
               std::string_view text) {
  auto* const out = reinterpret_cast<unsigned char*>(room.data());
  const auto* const message = reinterpret_cast<const unsigned char*>(text.data());
  // OpenSSL takes a null pointer for "there is no key yet".
  const char* const secret = key.empty() ? "" : key.data();
  std::size_t length = 0;
  const bool made = ::EVP_Q_mac(nullptr, "HMAC", nullptr, digest, nullptr, secret, key.size(),
                                message, text.size(), out, room.size(), &length) != nullptr;
  if (!made || length != room.size()) fail("cannot make an HMAC");
}

}  // namespace

policy::Digest hmac_sha256(std::string_view key, std::string_view text) {
  policy::Digest mac{};
  hmac_into(mac.bytes, "SHA256", key, text);
  return mac;
}

std::array<std::byte, 20> hmac_sha1(std::string_view key, std::string_view text) {
  std::array<std::byte, 20> mac{};
  hmac_into(mac, "SHA1", key, text);
  return mac;
}

}  // namespace relay::crypto
