#include "relay/device/open_enrolments.h"

#include <utility>

namespace relay::device {

void OpenEnrolments::put(catalog::EnrolmentRow row, policy::Instant now) {
  const std::lock_guard lock{mutex_};
  std::erase_if(known_,
                [now](const auto& known) { return known.second.row.until <= now - kRemembered; });
  const policy::Digest token = row.token;
  known_.insert_or_assign(token, Known{std::move(row)});
}

policy::Result<catalog::EnrolmentRow, OpenEnrolments::Refusal> OpenEnrolments::find(
    const policy::Digest& token, policy::Instant now) {
  const std::lock_guard lock{mutex_};
  const auto found = known_.find(token);
  if (found == known_.end()) return policy::Refused{Refusal{}};
  Known& known = found->second;
  const bool used = known.row.device.has_value();
  if (!used && now < known.row.until) return known.row;
  const bool first = !std::exchange(known.told, true);
  return policy::Refused{Refusal{used ? Shut::Used : Shut::Over, known.row.number, first}};
}

void OpenEnrolments::mark_used(const policy::Digest& token, const catalog::DeviceId& device) {
  const std::lock_guard lock{mutex_};
  const auto found = known_.find(token);
  if (found != known_.end()) found->second.row.device = device;
}

}  // namespace relay::device
