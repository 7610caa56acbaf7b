#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "relay/audit/seals.h"
#include "relay/audit/trouble.h"
#include "relay/catalog/audit.h"

namespace relay::audit {

/// A piece of the audit as it was found: what stands from a number on, oldest first.
struct Stretch {
  Head before{};  ///< The head that it goes on from.
  std::vector<catalog::AuditRow> rows{};
  std::vector<Seal> seals{};
};

/// The first row that does not fit, and how. Whether it was moved is told as far as the stretch
/// goes; that it does not fit, always.
std::optional<Trouble> first_trouble(const Stretch& stretch, std::string_view key);

}  // namespace relay::audit
