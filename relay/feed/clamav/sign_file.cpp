#include "relay/feed/clamav/sign_file.h"

#include <limits>
#include <utility>

#include "relay/feed/clamav/number.h"

namespace relay::feed::clamav {
namespace {

using policy::Refused;

constexpr std::string_view kFirstLine = "#clamsign-1.0";
constexpr std::string_view kForm = "pkcs7-pem";
constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint64_t kMostLevel = std::numeric_limits<std::uint32_t>::max();

// RFC 4648, 4: whole groups, the last one padded, no unused bits.
std::optional<std::string> from_base64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0) return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  text.remove_suffix(padding);
  std::string bytes;
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const char c : text) {
    const auto digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = (bits << 6U | static_cast<std::uint32_t>(digit)) & 0xffffU;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>(bits >> held & 0xffU);
  }
  if ((bits & ((1U << held) - 1)) != 0) return std::nullopt;
  return bytes;
}

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view take_field(std::string_view& line) {
  const auto colon = line.find(':');
  const auto field = line.substr(0, colon);
  line.remove_prefix(colon == std::string_view::npos ? line.size() : colon + 1);
  return field;
}

bool read_level(std::string_view text, std::optional<std::uint64_t>& level) {
  if (text.empty()) return true;
  level = number(text, kMostLevel);
  return level.has_value();
}

policy::Result<DetachedSignature, Malformed> parse_line(std::string_view line) {
  DetachedSignature signature;
  const bool levels = read_level(take_field(line), signature.lowest) &&
                      read_level(take_field(line), signature.highest);
  if (!levels) return Refused{Malformed{"its functionality levels are not whole numbers"}};
  const auto form = take_field(line);
  if (form != kForm) {
    return Refused{
        Malformed{"its form is '" + std::string{form.substr(0, 32)} + "', expected pkcs7-pem"}};
  }
  auto der = from_base64(line);
  if (!der) return Refused{Malformed{"its signature is not base64"}};
  signature.der = *std::move(der);
  return signature;
}

}  // namespace

policy::Result<std::vector<DetachedSignature>, Malformed> parse_sign_file(std::string_view text) {
  if (take_line(text) != kFirstLine) {
    return Refused{Malformed{"its first line is not '#clamsign-1.0'"}};
  }
  std::vector<DetachedSignature> found;
  while (!text.empty()) {
    const auto line = take_line(text);
    if (line.empty() || line.front() == '#') continue;
    auto signature = parse_line(line);
    if (!signature) return Refused{std::move(signature).error()};
    found.push_back(*std::move(signature));
  }
  if (found.empty()) return Refused{Malformed{"there is no signature in it"}};
  return found;
}

}  // namespace relay::feed::clamav
