#include "relay/feed/clamav/legacy_signature.h"

#include <algorithm>

#include "policy/require.h"

namespace relay::feed::clamav {
namespace {

constexpr std::string_view kAlphabet =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/";

constexpr const char* kHeaderModulus =
    "1186409955516453426030700016584531897515277744120277437465994057432431426074641447673610606406"
    "55"
    "8447497607888900222834249227624889175655510024677711096695981894104346990345322322286215910895"
    "08"
    "1785914284562207968416216371755675904766669286987701433281373839528203831975320477717801965769"
    "57"
    "695822641224262693037";
constexpr const char* kHeaderExponent = "100001027";

constexpr const char* kContentsModulus =
    "11088894983048545473659556106627194923928941791795047620591658697413581043322715912172496806"
    "52538105588096452061840022433332053466029923398375534174067950286682990967995573439139266837"
    "83612215242053966310901051516412708572770803107343209516537005089417174191687239425078907029"
    "04702707587451621691050754307850383399865346487203798464178537392211402786481359824461197231"
    "10289541509377039421666632448459393576240846851682663319214082666792349482204580534780993284"
    "84548458869717064243605586678627758760720594377033653802091016977385775154769350854694552799"
    "94113145977994084618328482151013142393373316337519977244732747977";
constexpr const char* kContentsExponent = "100002049";

constexpr const char* kCdiffModulus =
    "1478390587407746709026222851655791757025459963837620353203198921410555284726968748977197579212"
    "34"
    "4218581728769495194980090879152754201711560050130339477861853586484523570004159005631823010244"
    "96"
    "1221745854901608931330659138859079079651581965410232072571230082235634872401123265483750324173"
    "61"
    "7790778419870083444068112472706054003575469965810589505009657622675300859688169882818565242490"
    "19"
    "2166875832657846200324790647098209229810678965721190548898628107834636146952448482955956088622"
    "71"
    "9809199549844067663963983046359321138605506536028842239405399813445862371254068329403495381841"
    "24"
    "58362198117811990006021989844180721010947";
constexpr const char* kCdiffExponent = "100002053";

crypto::RsaPublicKey key(const char* modulus, const char* exponent) {
  const auto parsed = crypto::RsaPublicKey::parse(modulus, exponent);
  policy::require(parsed.has_value(), "ClamAV's built-in keys are RSA keys");
  return *parsed;
}

bool signed_pss(const crypto::RsaPublicKey& by, const policy::Digest& message,
                std::string_view text) {
  const auto signature = decode_signature(text, by.size());
  return signature && by.verify_pss_sha256(*signature, message);
}

}  // namespace

Keys vendor_keys() {
  return {.name = "ClamAV's production keys",
          .header = key(kHeaderModulus, kHeaderExponent),
          .contents = key(kContentsModulus, kContentsExponent),
          .cdiff = key(kCdiffModulus, kCdiffExponent)};
}

std::optional<std::vector<std::byte>> decode_signature(std::string_view text, std::size_t size) {
  std::vector<std::byte> bytes(size);
  std::size_t bit = 0;
  for (const char c : text) {
    const auto digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    for (unsigned i = 0; i < 6; ++i, ++bit) {
      if ((digit >> i & 1U) == 0) continue;
      if (bit / 8 >= size) return std::nullopt;
      bytes[size - 1 - bit / 8] |= std::byte{1} << (bit % 8);
    }
  }
  return bytes;
}

bool signed_header(const Keys& keys, const crypto::Md5::Sum& md5, std::string_view text) {
  const auto signature = decode_signature(text, keys.header.size());
  if (!signature) return false;
  const auto recovered = keys.header.recover_raw(*signature);
  if (!recovered) return false;
  std::vector<std::byte> expected(recovered->size() - md5.size());
  expected.insert(expected.end(), md5.begin(), md5.end());
  return *recovered == expected;
}

bool signed_contents(const Keys& keys, const policy::Digest& text, std::string_view signature) {
  return signed_pss(keys.contents, text, signature);
}

bool signed_cdiff(const Keys& keys, const policy::Digest& body, std::string_view signature) {
  return signed_pss(keys.cdiff, body, signature);
}

}  // namespace relay::feed::clamav
