#include "relay/device/sources.h"

namespace relay::device {

void Sources::note(const policy::Address& from, policy::Instant now) {
  // A device has addresses of both kinds at once, and takes now the one and now the other.
  const bool other_kind = last_ != policy::Address{} && from.v4() != last_.v4();
  if (from == last_ || other_kind) return;
  if (from != before_) {
    returned_.reset();
  } else {
    const bool again = returned_ && now >= *returned_ && now - *returned_ <= kWithin;
    if (again) in_turn_ = InTurn{.one = last_, .other = from, .at = now};
    returned_ = now;
  }
  before_ = last_;
  last_ = from;
}

}  // namespace relay::device
