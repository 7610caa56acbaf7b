#pragma once

#include <string>
#include <string_view>

#include "policy/digest.h"
#include "relay/catalog/audit.h"

/// How the audit is sealed. Each row has one line, and each line one link:
///
///   line n   {"v":1,"number":n,"at":"2026-11-29T04:00:00Z","actor":…,"via":…,"source":…,
///            "action":…,"subject":…,"object":"sha256:…" or "","outcome":…,"detail":…} and a
///            line feed
///   chain 0  SHA-256 of "sluice-audit-v1\n"
///   chain n  SHA-256 of chain n-1 in hexadecimal, a line feed, line n
///   mac n    HMAC-SHA-256 of "sluice-audit-v1\n", n, a line feed, chain n in hexadecimal
///
/// Whoever has the rows can compute lines and chain again; a mac needs the key.
namespace relay::audit {

/// UTF-8, without a space that is not a row's own; no two rows have the same.
std::string line(const catalog::AuditRow& row);

policy::Digest first_link();
policy::Digest link(const policy::Digest& before, std::string_view line);

policy::Digest mac(std::string_view key, std::int64_t number, const policy::Digest& chain);

}  // namespace relay::audit
