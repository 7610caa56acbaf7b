#include "relay/catalog/refusals.h"

#include <utility>

namespace relay::catalog {
namespace {

constexpr policy::Span kQuiet{60};

}  // namespace

void Refusals::note(const std::string& detail, policy::Instant now) {
  const auto uncounted = uncounted_if_due(now);
  if (!uncounted) return;
  std::string told = detail;
  if (*uncounted > 0) {
    told += "; " + std::to_string(*uncounted) + " more were refused since the last such row";
  }
  state_.write([&](db::Transaction& tx) {
    record(tx, {.at = now},
           {.action = "refused", .subject = where_, .detail = told, .outcome = Outcome::Denied});
  });
}

/// How many were refused without a row, when it is time for one; and takes them as told.
std::optional<std::uint64_t> Refusals::uncounted_if_due(policy::Instant now) {
  const std::lock_guard lock{mutex_};
  // A clock that was set back must not silence the audit.
  const bool due = !recorded_ || now < *recorded_ || now - *recorded_ >= kQuiet;
  if (!due) {
    ++uncounted_;
    return std::nullopt;
  }
  recorded_ = now;
  return std::exchange(uncounted_, 0);
}

}  // namespace relay::catalog
