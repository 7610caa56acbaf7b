#include "relay/feed/clamav/cdiff.h"

#include <algorithm>
#include <limits>

#include "relay/crypto/sha256.h"
#include "relay/feed/clamav/file_reader.h"
#include "relay/feed/clamav/number.h"

namespace relay::feed::clamav {
namespace {

using policy::Refused;

constexpr std::string_view kCdiffMagic = "ClamAV-Diff:";
constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();

Refused<Malformed> bad(const char* what) {
  return Refused{Malformed{what}};
}

}  // namespace

policy::Result<Cdiff, Malformed> parse_cdiff(std::string_view head, std::string_view tail,
                                             std::uint64_t size) {
  head = head.substr(0, kCdiffHeadBytes);
  if (!head.starts_with(kCdiffMagic))
    return bad("it is not a patch: it does not begin with ClamAV-Diff:");
  const auto after_version = head.find(':', kCdiffMagic.size());
  const auto after_length = after_version == std::string_view::npos
                                ? std::string_view::npos
                                : head.find(':', after_version + 1);
  if (after_length == std::string_view::npos) return bad("its header has fewer than three fields");
  const auto version =
      number(head.substr(kCdiffMagic.size(), after_version - kCdiffMagic.size()), kMost);
  const auto length =
      number(head.substr(after_version + 1, after_length - after_version - 1), kMost);
  if (!version || *version == 0) return bad("its header's version is not a whole number");
  if (!length) return bad("its header's length is not a whole number");

  const auto colon = tail.rfind(':');
  if (colon == std::string_view::npos || tail.size() - colon > kCdiffTailBytes) {
    return bad("it does not end in a signature");
  }
  const std::uint64_t signed_bytes = size - (tail.size() - colon);
  if (tail.size() > size || signed_bytes <= after_length)
    return bad("it does not end in a signature");
  return Cdiff{.version = *version,
               .script_bytes = *length,
               .signed_bytes = signed_bytes,
               .signature = std::string{tail.substr(colon + 1)}};
}

policy::Result<Cdiff, Malformed> verify_cdiff(const std::filesystem::path& file, const Keys& keys) {
  const FileReader reader{file};
  const auto tail = std::min<std::uint64_t>(reader.size(), kCdiffTailBytes);
  auto cdiff = parse_cdiff(reader.read(0, kCdiffHeadBytes), reader.read(reader.size() - tail, tail),
                           reader.size());
  if (!cdiff) return cdiff;
  crypto::Sha256 hash;
  reader.read(0, cdiff->signed_bytes, [&](std::span<const std::byte> bytes) { hash.add(bytes); });
  if (!signed_cdiff(keys, hash.finish(), cdiff->signature)) return bad("its signature is wrong");
  return cdiff;
}

}  // namespace relay::feed::clamav
