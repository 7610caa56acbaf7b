#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "tests/support/lying_upstream.h"

namespace tests {

/// A key and a certificate that this test run made for itself, valid for an hour from now (or until
/// yesterday). It signs itself, so trusting it means naming its own file.
class TestIdentity {
 public:
  enum class Validity { Valid, Expired };

  /// `names` as OpenSSL spells alternative names: "IP:127.0.0.1,DNS:updates.example".
  explicit TestIdentity(const std::string& names, Validity validity = Validity::Valid);
  ~TestIdentity();

  void write_certificate(const std::filesystem::path& file) const;  ///< PEM
  /// For LyingUpstream; the identity must live longer than that.
  Dress dress() const;

 private:
  struct Keys;
  const std::unique_ptr<Keys> keys_;
};

}  // namespace tests
