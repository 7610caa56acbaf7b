#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/digest.h"
#include "relay/crypto/md5.h"
#include "relay/crypto/rsa.h"

/// The vendor's three signatures from before 2025. Their text is a number in digits of 64, the
/// least significant first, over the alphabet a-z A-Z 0-9 + /.
///
/// | what          | modulus   | check                                              |
/// |---------------|-----------|----------------------------------------------------|
/// | CVD header    | 1024 bits | s^e mod n is the MD5 as 16 bytes, no padding at all |
/// | .info "DSIG:" | 2047 bits | RSASSA-PSS, SHA-256, salt of 32 bytes              |
/// | cdiff footer  | 2047 bits | the same                                           |
namespace relay::feed::clamav {

/// Whom a feed trusts for them: an anchor that is handed in, like any other.
struct Keys {
  std::string name{};  ///< "ClamAV's production keys": for the evidence.
  crypto::RsaPublicKey header;
  crypto::RsaPublicKey contents;  ///< For .info.
  crypto::RsaPublicKey cdiff;
};

/// ClamAV's own, as every ClamAV has them built in.
Keys vendor_keys();

/// Big-endian, exactly `size` bytes; nothing when the text has other characters or a larger number.
std::optional<std::vector<std::byte>> decode_signature(std::string_view text, std::size_t size);

bool signed_header(const Keys& keys, const crypto::Md5::Sum& md5, std::string_view signature);
bool signed_contents(const Keys& keys, const policy::Digest& text, std::string_view signature);
bool signed_cdiff(const Keys& keys, const policy::Digest& body, std::string_view signature);

}  // namespace relay::feed::clamav
