#pragma once

#include <filesystem>

#include "config/settings.h"
#include "relay/audit/sealed_audit.h"

namespace relay::app {

/// What the audit is sealed with, and where it is kept: <data>/audit.key, a secret, and
/// <data>/audit.sign.key (both 0600), made at first start. Heads are noted in <data>/audit.heads
/// and where the settings say besides. Throws when the audit is sealed and its key is not
/// there: with a new one nobody could tell any more whether its rows are those that the relay
/// recorded.
audit::SealedAudit::Settings audit_settings(const std::filesystem::path& data,
                                            const config::AuditSettings& wanted,
                                            db::Database& state);

}  // namespace relay::app
