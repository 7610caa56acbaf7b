#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "relay/catalog/grants.h"

namespace relay::people {

using catalog::Reach;
using catalog::Role;

/// The roles that every relay has. Any other is the organisation's own, and gives its yes to
/// releases where the policy names it.
inline constexpr std::string_view kViewer = "viewer";
inline constexpr std::string_view kOperator = "operator";
inline constexpr std::string_view kPolicyEditor = "policy-editor";
inline constexpr std::string_view kAdministrator = "administrator";
inline constexpr std::string_view kAuditor = "auditor";
inline constexpr std::array kBuiltIn{kViewer, kOperator, kPolicyEditor, kAdministrator, kAuditor};

Role role(std::string_view built_in);
bool is_built_in(const Role& role);

struct Grant {
  std::int64_t number = 0;  ///< 0: of one that is yet to be given.
  Role role;
  Reach reach{};

  friend bool operator==(const Grant&, const Grant&) = default;
};

/// Whether what counts in `held` counts in all of `asked`.
bool covers(const Reach& held, const Reach& asked);

}  // namespace relay::people
