#include "relay/feed/clamav/contents.h"

#include <limits>
#include <optional>
#include <utility>

#include "relay/crypto/sha256.h"
#include "relay/feed/clamav/number.h"

namespace relay::feed::clamav {
namespace {

using policy::Refused;

constexpr std::string_view kSignature = "\nDSIG:";

std::string_view take_line(std::string_view& text) {
  const auto end = text.find('\n');
  const auto line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

std::optional<Member> parse_member(std::string_view line) {
  const auto first = line.find(':');
  const auto second = line.rfind(':');
  if (first == std::string_view::npos || first == 0 || second == first) return std::nullopt;
  const auto size =
      number(line.substr(first + 1, second - first - 1), std::numeric_limits<std::uint32_t>::max());
  const auto digest = policy::Digest::parse_hex(line.substr(second + 1));
  if (!size || !digest) return std::nullopt;
  return Member{std::string{line.substr(0, first)}, *size, *digest};
}

}  // namespace

policy::Result<Contents, Malformed> parse_contents(std::string_view text, const Keys& keys) {
  const auto at = text.rfind(kSignature);
  if (at == std::string_view::npos) return Refused{Malformed{"its .info is not signed"}};
  std::string_view body = text.substr(0, at + 1);
  std::string_view rest = text.substr(at + kSignature.size());
  const auto signature = take_line(rest);
  if (!rest.empty()) return Refused{Malformed{"its .info goes on after its signature"}};
  if (!signed_contents(keys, crypto::sha256(body), signature)) {
    return Refused{Malformed{"the signature of its .info is wrong"}};
  }

  auto header = parse_contents_header(take_line(body));
  if (!header) return Refused{std::move(header).error()};
  Contents contents{.header = *std::move(header)};
  while (!body.empty()) {
    const auto line = take_line(body);
    auto member = parse_member(line);
    if (!member) {
      return Refused{Malformed{"its .info has the line '" + std::string{line} +
                               "', expected name:size:sha256"}};
    }
    contents.members.push_back(*std::move(member));
  }
  return contents;
}

}  // namespace relay::feed::clamav
