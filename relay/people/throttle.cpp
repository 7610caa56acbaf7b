#include "relay/people/throttle.h"

#include <algorithm>

#include "relay/crypto/sha256.h"

namespace relay::people {
namespace {

constexpr std::size_t kNetworkBytes = 8;  // Of an IPv6 address that one source has.

std::string network(const policy::Address& address) {
  const auto* const begin = reinterpret_cast<const char*>(address.bytes.data());
  return {begin, address.v4() ? address.bytes.size() : kNetworkBytes};
}

policy::Span wait_of_source(unsigned failures) {
  if (failures < Throttle::kFreeOfSource) return {};
  const unsigned doublings = std::min(failures - Throttle::kFreeOfSource, 6U);
  return std::min(policy::Span{1 << doublings}, Throttle::kLongest);
}

policy::Span wait_of_name(unsigned failures) {
  return failures < Throttle::kFreeOfName ? policy::Span{} : Throttle::kBetween;
}

}  // namespace

Throttle::Place& Throttle::place_of(char kind, std::string_view text) {
  const auto digest = crypto::sha256(salt_ + kind + std::string{text});
  std::size_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    number = number << 8U | std::to_integer<std::size_t>(digest.bytes.at(i));
  }
  const std::size_t table = kind == 's' ? 0 : kind == 'c' ? 2 : 1;
  return places_.at(table * kPlaces + number % kPlaces);
}

Throttle::Place& Throttle::of_source(const Try& one) {
  return place_of('s', network(one.source));
}

Throttle::Place& Throttle::of_name(const Try& one) {
  if (!one.known) return place_of('n', one.name);
  return place_of('k', network(one.source) + std::string{one.name});
}

policy::Span Throttle::begin(const Try& one) {
  const std::lock_guard lock{mutex_};
  Place& source = of_source(one);
  Place& name = of_name(one);
  for (Place* const place : {&source, &name}) {
    // A clock that was set back: nothing was waited, and nobody waits until it is there again.
    place->last = std::min(place->last, one.now);
    if (one.now - place->last >= kForgotten) place->failures = 0;
  }
  const auto left = std::max(wait_of_source(source.failures) - (one.now - source.last),
                             wait_of_name(name.failures) - (one.now - name.last));
  if (left > policy::Span::zero()) return left;
  for (Place* const place : {&source, &name}) {
    ++place->failures;
    place->before = std::exchange(place->last, one.now);
  }
  return {};
}

void Throttle::withdraw(const Try& one) {
  const std::lock_guard lock{mutex_};
  for (Place* const place : {&of_source(one), &of_name(one)}) {
    if (place->failures > 0) --place->failures;
    place->last = place->before;
  }
}

void Throttle::succeed(const Try& one) {
  const std::lock_guard lock{mutex_};
  of_source(one).failures = 0;
  Place& name = of_name(one);
  // Whoever comes from elsewhere does not free the way for all others there.
  name.failures = one.known || name.failures == 0 ? 0 : name.failures - 1;
}

policy::Span Throttle::begin_code(std::string_view name, policy::Instant now) {
  const std::lock_guard lock{mutex_};
  Place& place = place_of('c', name);
  const bool over = now < place.last || now - place.last >= kCodesWithin;
  if (over) place = {.last = now};
  if (place.failures >= kCodes) return kCodesWithin - (now - place.last);
  ++place.failures;
  return {};
}

void Throttle::succeed_code(std::string_view name) {
  const std::lock_guard lock{mutex_};
  Place& place = place_of('c', name);
  if (place.failures > 0) --place.failures;
}

}  // namespace relay::people
