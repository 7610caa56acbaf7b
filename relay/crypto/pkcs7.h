#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "policy/result.h"
#include "policy/time.h"

namespace relay::crypto {

/// Certificates that are trusted because an administrator, or this program, names them. A value.
class Roots {
 public:
  struct BadPem {
    std::string what{};
  };

  Roots() = default;  ///< Trusts nobody.
  /// One or more "BEGIN CERTIFICATE" blocks; text around them is ignored.
  static policy::Result<Roots, BadPem> parse(std::string_view pem);
  void add(const Roots& more) { pem_ += more.pem_; }
  /// The certificates, one PEM block after the other; empty: trusts nobody.
  const std::string& pem() const { return pem_; }

 private:
  std::string pem_;
};

/// Why a detached signature does not count.
struct Distrust {
  enum class Kind {
    UnknownAuthority,  ///< It fits the bytes, but nobody we know vouches for the signer.
    BadSignature,      ///< Other bytes were signed, or with what is no longer believed.
    Malformed,         ///< Not a detached PKCS#7 signature.
    Expired,           ///< A certificate is not valid at `now`: not yet, or no longer.
  };
  Kind kind = Kind::Malformed;
  std::string what{};
};

/// Checks a detached PKCS#7 signature in DER (RFC 2315) over a file, which is read in pieces: first
/// that every signer signed these bytes, then that each leads to one of `roots`, through
/// certificates in the message if need be, at the time `now`. Yields the first signer's name,
/// "CN=…,O=…". Throws std::filesystem::filesystem_error when the file cannot be read.
policy::Result<std::string, Distrust> verify_detached(std::string_view der,
                                                      const std::filesystem::path& content,
                                                      const Roots& roots, policy::Instant now);

}  // namespace relay::crypto
