#pragma once

#include <string>
#include <string_view>

/// What the tests' own vendor does with its private keys. No product code signs like this.
namespace tests {

/// The vendor's text of a signature: a number in digits of 64, the least first.
std::string legacy_text(std::string_view big_endian);

/// The 16 bytes of an MD5, to the power of the private exponent, without any padding.
std::string sign_header(std::string_view md5);
/// RSASSA-PSS, SHA-256, salt of 32 bytes.
std::string sign_pss(std::string_view message);

/// PKCS#7 in DER with the signer's and the intermediate's certificates.
std::string detached_signature(std::string_view content);
std::string detached_signature_with_sha1(std::string_view content);
std::string attached_signature(std::string_view content);

/// A `.sign` file around a detached signature.
std::string sign_file(std::string_view content);

}  // namespace tests
