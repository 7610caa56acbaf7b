#include "relay/net/backoff.h"

#include <algorithm>

#include "policy/require.h"

namespace relay::net {
namespace {

using policy::Span;

Span step(unsigned failures, const Backoff& backoff) {
  Span wait = std::min(backoff.first, backoff.longest);
  for (unsigned failure = 1; failure < failures && wait < backoff.longest; ++failure) {
    wait = std::min(wait * 2, backoff.longest);
  }
  return wait;
}

}  // namespace

policy::Instant next_attempt(policy::Instant now, unsigned failures,
                             std::optional<std::chrono::seconds> asked_for, double fraction,
                             const Backoff& backoff) {
  policy::require(failures > 0, "one backs off after a failure");
  policy::require(fraction >= 0 && fraction < 1, "a random fraction lies in [0, 1)");
  const Span whole = step(failures, backoff);
  const Span jittered =
      whole - Span{static_cast<Span::rep>(fraction * static_cast<double>(whole.count() / 2))};
  const Span asked = std::min<Span>(asked_for.value_or(Span{0}), backoff.longest);
  return now + std::max(jittered, asked);
}

}  // namespace relay::net
