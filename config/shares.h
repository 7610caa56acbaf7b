#pragma once

#include <optional>

#include "config/problem.h"
#include "config/yaml.h"
#include "policy/share.h"

/// Shares and numbers of devices, as values.h has durations and sizes.
namespace config {

/// "5%": above 0% and at most 100%. A share of nobody is no rule; where none is meant, the setting
/// is left out.
std::optional<policy::BasisPoints> percent(Problems& problems, const Node* node);

/// What a gate lets pass: above 0%, as no fleet is without a fault, and below 100%, which would be
/// no limit.
std::optional<policy::BasisPoints> most(Problems& problems, const Node* node);

/// "5" devices or "80%" of them; more than none.
std::optional<policy::Quota> quota(Problems& problems, const Node* node);

}  // namespace config
