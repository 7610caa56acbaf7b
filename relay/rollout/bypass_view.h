#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/bypass.h"
#include "relay/rollout/view.h"

/// Bypasses as people see them.
namespace relay::rollout {

struct BypassView {
  policy::Bypass bypass;
  bool in_force = false;
  bool over = false;                            ///< It opens nothing any more.
  std::vector<policy::Missing> waits_for{};     ///< Of people, before it comes into force.
  std::optional<policy::Instant> review_due{};  ///< Of break-glass that nobody has reviewed.
  bool overdue = false;                         ///< It was not reviewed by then.
  /// "bypass 1 of clamav 4 for office skips soak until …; it is in force; nobody has reviewed it"
  std::string sentence{};

  /// Somebody must still look at it: grant it, or review what it did.
  bool waits() const { return (!over && !waits_for.empty()) || unreviewed(); }
  bool unreviewed() const { return bypass.granted && !bypass.reviewed; }
};

/// All of a feed, the last that was asked for first. `views`: of all groups, at that moment.
std::vector<BypassView> bypass_views(const std::vector<View>& views,
                                     const policy::BypassRules& people,
                                     const policy::Moment& moment);

/// Whether the release is of high risk for that group.
bool is_risky(const policy::Question& asked, const policy::Release& release);

/// "bypass 1 of clamav 4"
std::string name_of(const policy::Bypass& bypass, const Recorded& recorded);
/// "bypass 1 of clamav 4 for office skips soak until …"
std::string terms(const policy::Bypass& bypass, const Recorded& recorded);
/// Who must still say yes, whoever asked not counted.
std::vector<policy::Missing> waits_for(const policy::Bypass& bypass,
                                       const std::vector<policy::ApprovalLine>& lines);
/// "; it waits for release-manager (0 of 1)"
std::string told(const std::vector<policy::Missing>& waits_for);

}  // namespace relay::rollout
