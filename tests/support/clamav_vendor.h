#pragma once

#include <cstdint>
#include <string>

#include "policy/time.h"
#include "relay/crypto/pkcs7.h"
#include "relay/feed/clamav/legacy_signature.h"
#include "tests/support/tar_gz.h"

namespace tests {

/// A ClamAV of the tests' own: databases, patches and detached signatures in the vendor's formats,
/// signed with keys that a test hands to its feed as trust anchors. The same arguments make the
/// same database, up to the salt of its signature.
class ClamavVendor {
 public:
  /// What stands in the header and, signed, in the first line of the .info.
  struct Stamp {
    std::string name{"daily"};
    std::uint64_t version = 1;
    policy::Instant stime{};
  };

  relay::feed::clamav::Keys keys() const;
  relay::crypto::Roots root() const;

  /// A whole CVD: COPYING, <name>.info, <name>.ndb.
  std::string cvd(const std::string& name, std::uint64_t version, policy::Instant stime) const;
  /// The patch to `version`.
  std::string cdiff(const std::string& name, std::uint64_t version) const;
  /// The `.sign` of any file.
  std::string sign(const std::string& file) const;

  // For databases that are wrong inside though their header is signed:

  /// The members of cvd(): COPYING, then the .info over the rest.
  Members members(const Stamp& stamp) const;
  /// The signed text that lists members.
  std::string contents(const Stamp& stamp, const Members& listed) const;
  /// A header around an archive of these members, signed over its MD5.
  std::string cvd_of(const Stamp& stamp, const Members& members) const;
  std::string cvd_around(const Stamp& stamp, const std::string& archive) const;
};

}  // namespace tests
