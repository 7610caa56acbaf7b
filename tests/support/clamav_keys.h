#pragma once

/// Numbers and PEM texts of the tests' own vendor. The certificates: root and intermediate 2025 to
/// 2045, the signer's 2025 and 2026 only.
namespace tests::clamav_keys {

extern const char* const kHeaderModulus;  ///< 1024 bits, as the vendor's.
extern const char* const kPssModulus;     ///< 2048 bits; .info and cdiff.
extern const char* const kExponent;

extern const char* const kHeaderPrivate;
extern const char* const kPssPrivate;
extern const char* const kRoot;
extern const char* const kIntermediate;
extern const char* const kSigner;
extern const char* const kSignerPrivate;

}  // namespace tests::clamav_keys
