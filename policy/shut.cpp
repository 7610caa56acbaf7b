#include "policy/shut.h"

namespace policy {

using std::chrono::days;
using std::chrono::weekday;

Span kept_free(const Calendar& calendar) {
  const auto& rule = calendar.not_within;
  return rule && rule->before_closed ? rule->of : Span{0};
}

Shut shut_by(const Calendar& calendar, const Closed& closed) {
  const Instant begins = instant(calendar.zone, closed.from);
  const Instant until = instant(calendar.zone, closed.until);
  if (until <= begins) return {};
  return {begins - kept_free(calendar), begins, until, &closed};
}

std::optional<Shut> next_weekend(const Calendar& calendar, Instant at) {
  if (!calendar.not_within || !calendar.not_within->before_weekend) return std::nullopt;
  const std::chrono::local_days today = std::chrono::floor<days>(local(calendar.zone, at));
  std::chrono::local_days monday = today - (weekday{today} - std::chrono::Monday) + days{7};
  // It was Monday already when the clock was set back over midnight.
  if (instant(calendar.zone, monday) <= at) monday += days{7};
  const Instant begins = instant(calendar.zone, monday - days{2});
  return Shut{begins - calendar.not_within->of, begins, instant(calendar.zone, monday)};
}

std::string sentence(const Calendar& calendar, const Shut& shut, Instant at) {
  const std::string what = shut.blackout == nullptr     ? "a weekend"
                           : shut.blackout->why.empty() ? "a blackout"
                                                        : shut.blackout->why;
  if (at >= shut.begins) return what;
  return "within " + show(calendar.not_within->of) + " before " + what;
}

}  // namespace policy
