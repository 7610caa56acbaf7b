#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "policy/result.h"
#include "policy/time.h"
#include "relay/feed/clamav/malformed.h"

/// The first 512 bytes of a CVD, ASCII, padded with spaces: nine fields between colons.
///
///     ClamAV-VDB:22 Jun 2021 20-40 -0400:3:11:81:75c8…a670:j1b3…/Gf:raynman:1624408809
///
/// magic, build time, version, number of signatures, functionality level, MD5 of everything after
/// these 512 bytes, signature of that MD5, builder, build time in Unix seconds. Only the MD5 is
/// signed here; the rest is bound by the signed contents (contents.h), whose first line is the same
/// with X for both.
namespace relay::feed::clamav {

constexpr std::size_t kHeaderBytes = 512;

struct Header {
  std::string built{};        ///< As the vendor wrote it.
  std::uint64_t version = 0;  ///< 1 and above.
  std::uint64_t signatures = 0;
  std::uint64_t functionality = 0;
  std::string md5{};        ///< 32 lower-case digits; "X" in the signed contents.
  std::string signature{};  ///< See legacy_signature.h; "X" in the signed contents.
  std::string builder{};
  policy::Instant stime{};  ///< freshclam sends that of its local database.

  friend bool operator==(const Header&, const Header&) = default;
};

/// Exactly 512 bytes.
policy::Result<Header, Malformed> parse_header(std::string_view bytes);
/// The first line of the signed contents, without its end.
policy::Result<Header, Malformed> parse_contents_header(std::string_view line);

}  // namespace relay::feed::clamav
