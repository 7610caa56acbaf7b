#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "policy/result.h"
#include "relay/audit/bundle.h"
#include "relay/audit/verify.h"
#include "relay/catalog/audit.h"

namespace relay::admin {

/// How the audit is sealed, for whoever asks: relay/audit/sealed_audit.h tells what each does.
struct AuditSeals {
  std::function<audit::Head()> head{};
  std::function<std::optional<audit::Trouble>()> trouble{};
  policy::Digest signer{};
  std::function<audit::Verified(const std::vector<audit::Head>&, const catalog::Deed&)> verify{};
  std::function<policy::Result<audit::Bundle, std::string>(const audit::BundleAsk&)> export_rows{};
};

}  // namespace relay::admin
