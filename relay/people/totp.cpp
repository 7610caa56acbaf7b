#include "relay/people/totp.h"

#include <algorithm>

#include "relay/crypto/base64.h"
#include "relay/crypto/hmac.h"
#include "relay/crypto/secret.h"

namespace relay::people {
namespace {

constexpr std::size_t kDigits = 6;
constexpr std::uint32_t kCodes = 1'000'000;

}  // namespace

std::string totp_code(std::string_view seed, std::uint64_t step) {
  std::string counter(8, '\0');
  for (std::size_t i = 0; i < counter.size(); ++i) {
    counter[i] = static_cast<char>(step >> (56 - 8 * i) & 0xffU);
  }
  const auto mac = crypto::hmac_sha1(seed, counter);
  const auto at = std::to_integer<std::size_t>(mac.back() & std::byte{15});
  std::uint32_t cut = 0;
  for (std::size_t i = at; i < at + 4; ++i) {
    cut = cut << 8U | std::to_integer<std::uint32_t>(mac.at(i));
  }
  const std::string digits = std::to_string((cut & 0x7fffffffU) % kCodes);
  return std::string(kDigits - digits.size(), '0') + digits;
}

std::optional<std::uint64_t> step_of(std::string_view seed, std::string_view code,
                                     policy::Instant now) {
  const auto step = static_cast<std::uint64_t>(
      std::max<std::int64_t>(policy::unix_seconds(now) / kTotpStep.count(), 1));
  for (const std::uint64_t near : {step, step - 1, step + 1}) {
    if (crypto::same_secret(code, totp_code(seed, near))) return near;
  }
  return std::nullopt;
}

std::string totp_uri(std::string_view name, std::string_view seed) {
  return "otpauth://totp/Sluice:" + std::string{name} + "?secret=" + crypto::base32(seed) +
         "&issuer=Sluice&algorithm=SHA1&digits=6&period=30";
}

}  // namespace relay::people
