#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "policy/digest.h"
#include "policy/result.h"
#include "relay/feed/clamav/header.h"
#include "relay/feed/clamav/legacy_signature.h"

/// The member `<database>.info` of a CVD: what is in it, signed.
///
///     ClamAV-VDB:22 Jun 2021 20-40 -0400:3:11:81:X:X:raynman:1624408809
///     test.hdb:113:aaaaeddb8bf8648489ad0580fcb1ae7d09f91e55a20014c67af0b734a6496d4a
///     DSIG:gNOzC/h6…
///
/// The header's fields; then each member's name, size and SHA-256, all but COPYING and this one;
/// then the signature of every byte before "DSIG:".
namespace relay::feed::clamav {

struct Member {
  std::string name{};
  std::uint64_t size = 0;
  policy::Digest digest{};
  friend bool operator==(const Member&, const Member&) = default;
};

struct Contents {
  Header header{};
  std::vector<Member> members{};
};

/// Nothing in the text is believed before its signature holds.
policy::Result<Contents, Malformed> parse_contents(std::string_view text, const Keys& keys);

}  // namespace relay::feed::clamav
