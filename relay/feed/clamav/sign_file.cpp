#include "relay/feed/clamav/sign_file.h"

#include <limits>
#include <utility>

#include "relay/crypto/base64.h"
#include "relay/feed/clamav/number.h"

namespace relay::feed::clamav {
namespace {

using policy::Refused;

constexpr std::string_view kFirstLine = "#clamsign-1.0";
constexpr std::string_view kForm = "pkcs7-pem";
constexpr std::uint64_t kMostLevel = std::numeric_limits<std::uint32_t>::max();

std::string_view take_sign_line(std::string_view& text) {
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
  auto der = crypto::from_base64(line);
  if (!der) return Refused{Malformed{"its signature is not base64"}};
  signature.der = *std::move(der);
  return signature;
}

}  // namespace

policy::Result<std::vector<DetachedSignature>, Malformed> parse_sign_file(std::string_view text) {
  if (take_sign_line(text) != kFirstLine) {
    return Refused{Malformed{"its first line is not '#clamsign-1.0'"}};
  }
  std::vector<DetachedSignature> found;
  while (!text.empty()) {
    const auto line = take_sign_line(text);
    if (line.empty() || line.front() == '#') continue;
    auto signature = parse_line(line);
    if (!signature) return Refused{std::move(signature).error()};
    found.push_back(*std::move(signature));
  }
  if (found.empty()) return Refused{Malformed{"there is no signature in it"}};
  return found;
}

}  // namespace relay::feed::clamav
