#include "relay/device/open_enrolments.h"

#include <algorithm>
#include <utility>

namespace relay::device {
namespace {

using Shut = OpenEnrolments::Shut;

/// Whatever time it is. Nothing: it is open in its time.
std::optional<Shut> shut_for_good(const catalog::EnrolmentRow& row) {
  if (row.device) return Shut::Used;
  if (row.voided) return Shut::Voided;
  return std::nullopt;
}

/// Nothing: it is open.
std::optional<Shut> shut(const catalog::EnrolmentRow& row, policy::Instant now) {
  if (const auto why = shut_for_good(row)) return why;
  if (now >= row.until) return Shut::Over;
  return std::nullopt;
}

}  // namespace

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
  const auto why = shut(known.row, now);
  if (!why) return known.row;
  const bool first = !std::exchange(known.told, true);
  return policy::Refused{Refusal{*why, known.row.number, first}};
}

policy::Result<catalog::EnrolmentRow, Shut> OpenEnrolments::unused(std::int64_t number) {
  const std::lock_guard lock{mutex_};
  const auto found = std::ranges::find_if(
      known_, [number](const auto& known) { return known.second.row.number == number; });
  if (found == known_.end()) return policy::Refused{Shut::Unknown};
  const catalog::EnrolmentRow& row = found->second.row;
  if (const auto why = shut_for_good(row)) return policy::Refused{*why};
  return row;
}

void OpenEnrolments::mark_used(const policy::Digest& token, const catalog::DeviceId& device) {
  const std::lock_guard lock{mutex_};
  const auto found = known_.find(token);
  if (found != known_.end()) found->second.row.device = device;
}

void OpenEnrolments::mark_voided(const policy::Digest& token) {
  const std::lock_guard lock{mutex_};
  const auto found = known_.find(token);
  if (found != known_.end()) found->second.row.voided = true;
}

}  // namespace relay::device
