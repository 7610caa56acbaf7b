#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "policy/result.h"
#include "relay/feed/clamav/legacy_signature.h"
#include "relay/feed/clamav/malformed.h"

/// A patch from version N-1 to N of a database:
///
///     ClamAV-Diff:<N>:<length of the script>:<gzip of the script>:<signature of all before this
///     colon>
///
/// It does not name its database; the databases' own contents do, after patching. A patch of no
/// bytes is legal, and tells freshclam to fetch the whole database.
namespace relay::feed::clamav {

/// Enough of a patch's beginning, and of its end, to parse it.
constexpr std::size_t kCdiffHeadBytes = 64;
constexpr std::size_t kCdiffTailBytes = 351;

struct Cdiff {
  std::uint64_t version = 0;
  std::uint64_t script_bytes = 0;
  std::uint64_t signed_bytes = 0;  ///< From the beginning.
  std::string signature{};
};

/// `head` and `tail` are the first and last bytes of a patch of `size` bytes, as many as above or
/// all.
policy::Result<Cdiff, Malformed> parse_cdiff(std::string_view head, std::string_view tail,
                                             std::uint64_t size);

/// Parses it and checks its signature. Throws std::filesystem::filesystem_error when it cannot be
/// read.
policy::Result<Cdiff, Malformed> verify_cdiff(const std::filesystem::path& file, const Keys& keys);

}  // namespace relay::feed::clamav
