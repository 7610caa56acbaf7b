#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "policy/result.h"
#include "relay/feed/clamav/contents.h"
#include "relay/feed/clamav/legacy_signature.h"
#include "relay/feed/clamav/malformed.h"

/// A CVD: 512 bytes of header (header.h), then a gzipped tar: COPYING, <database>.info
/// (contents.h), and the members that it lists.
namespace relay::feed::clamav {

struct Database {
  std::string header_bytes{};  ///< The first 512.
  Header header{};
};

/// Checks all of it: the header's form, the MD5 of the rest, the signature of that MD5, the signed
/// contents under this database's own name, that the header says what they say, and that the
/// archive holds exactly the members that they list. Throws std::filesystem::filesystem_error when
/// the file cannot be read.
policy::Result<Database, Malformed> verify_database(const std::filesystem::path& file,
                                                    std::string_view name, const Keys& keys);

}  // namespace relay::feed::clamav
