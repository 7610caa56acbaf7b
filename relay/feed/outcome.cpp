#include "relay/feed/outcome.h"

#include <algorithm>

#include "relay/net/backoff.h"

namespace relay::feed {
namespace {

using policy::Span;

bool may_pass(const Fault& fault) {
  return fault.kind != Fault::Kind::Refused;
}

bool failed(const Fault& fault) {
  return may_pass(fault) || fault.part.empty();
}

std::string outcome(const Surveyed& surveyed) {
  if (surveyed.accepted) return "accepted " + surveyed.accepted->text();
  const auto& faults = surveyed.survey.faults;
  if (surveyed.back && faults.empty()) return "the vendor went back to " + surveyed.back->text();
  return faults.empty() ? "nothing new" : sentence(faults.front());
}

policy::Instant after_failure(const Surveyed& surveyed, unsigned failures) {
  std::optional<std::chrono::seconds> wished;
  for (const Fault& fault : surveyed.survey.faults) wished = std::max(wished, fault.retry_after);
  return net::next_attempt(surveyed.now, failures, wished, surveyed.fraction);
}

Span longest_jitter(Span every) {
  return every / 20;
}

policy::Instant after_success(const Surveyed& surveyed) {
  const auto longest = static_cast<double>(longest_jitter(surveyed.every).count());
  return surveyed.now + surveyed.every + Span{static_cast<Span::rep>(longest * surveyed.fraction)};
}

}  // namespace

std::string sentence(const Fault& fault) {
  if (fault.part.empty()) return fault.what;
  const std::string version = fault.version.empty() ? "" : " " + fault.version;
  return fault.part + version + ": " + fault.what;
}

catalog::CheckRow check_row(const Surveyed& surveyed) {
  const auto& faults = surveyed.survey.faults;
  const bool succeeded = std::ranges::none_of(faults, failed);
  const unsigned failures_before = surveyed.before ? surveyed.before->failures : 0;

  catalog::CheckRow row{.feed = surveyed.feed, .at = surveyed.now, .succeeded = succeeded};
  row.outcome = outcome(surveyed);
  for (const Fault& fault : faults) {
    if (!may_pass(fault) || !fault.part.empty()) row.alarms.push_back(sentence(fault));
  }
  row.failures = succeeded ? 0 : failures_before + 1;
  if (succeeded) row.succeeded_at = surveyed.now;
  if (!succeeded && surveyed.before) row.succeeded_at = surveyed.before->succeeded_at;
  row.next_attempt = std::ranges::any_of(faults, may_pass) ? after_failure(surveyed, row.failures)
                                                           : after_success(surveyed);
  return row;
}

Span longest_wait(Span every) {
  return std::max(every + longest_jitter(every), net::Backoff{}.longest);
}

}  // namespace relay::feed
