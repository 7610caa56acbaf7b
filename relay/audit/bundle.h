#pragma once

#include <cstdint>
#include <string>

#include "policy/result.h"
#include "policy/time.h"
#include "relay/audit/head.h"
#include "relay/audit/trouble.h"
#include "relay/db/database.h"

/// A piece of the audit for somebody else, who trusts nothing but the signer: a tar archive of
///
///   audit.jsonl   the lines, one a row: see chain.h
///   MANIFEST      what they are, in lines of "word value": from, to, before (the link that the
///   first
///                 goes on from), head (the last one), lines (SHA-256 of audit.jsonl), at, by,
///                 relay
///   MANIFEST.sig  ECDSA P-256 with SHA-256 over it, in DER
///   signer.pem    the public key
///   VERIFY.txt    a shell script that checks all of it with openssl, and says what to compare
///   audit.jsonl   the lines, one a row: see chain.h
namespace relay::audit {

struct BundleAsk {
  std::int64_t from = 1;  ///< The first row.
  std::string by{};       ///< Who asked.
  policy::Instant at{};
  std::string relay{};  ///< Its version.
  /// It ends with the thousand rows in which it comes to so many bytes of lines; the next one goes
  /// on from there.
  std::size_t bytes = 8'388'608;
};

struct Bundle {
  std::int64_t from = 1;
  Head to{};  ///< Of the last row in it.
  std::string tar{};
};

/// Refuses with what does not fit: nothing is signed that is not what was sealed. There is a row
/// `from`, or this is a sentence that says so.
policy::Result<Bundle, std::string> bundle(db::Database& state, std::string_view signing_key,
                                           const BundleAsk& ask);

}  // namespace relay::audit
