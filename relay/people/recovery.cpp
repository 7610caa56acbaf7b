#include "relay/people/recovery.h"

#include "relay/crypto/hmac.h"
#include "relay/crypto/random.h"

namespace relay::people {
namespace {

constexpr std::string_view kClear = "abcdefghjkmnpqrstuvwxyz023456789";
constexpr std::string_view kTyped = "abcdefghijklmnopqrstuvwxyz0123456789";

}  // namespace

std::string new_recovery_code() {
  constexpr std::size_t kHalf = 5;
  std::string code;
  for (std::size_t i = 0; i < 2 * kHalf; ++i) {
    if (i == kHalf) code += '-';
    code += kClear[crypto::random_below(kClear.size())];
  }
  return code;
}

policy::Digest kept_of(std::string_view key, std::string_view name, std::string_view code) {
  std::string text = "sluice-recovery-v1\n" + std::string{name} + "\n";
  for (const char c : code) {
    const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if (kTyped.find(low) != std::string_view::npos) text += low;
  }
  return crypto::hmac_sha256(key, text);
}

}  // namespace relay::people
