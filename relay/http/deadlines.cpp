#include "relay/http/deadlines.h"

#include <algorithm>
#include <bit>

namespace relay::http {

std::uint64_t Deadlines::tick_of(Clock::time_point at) {
  return static_cast<std::uint64_t>(at.time_since_epoch() / kTick);
}

/// At the tick when it is due, or as far off as the wheel goes: then it is looked at again.
void Deadlines::put(Deadline& deadline) {
  deadline.unlink();
  deadline.tick_ = std::clamp(tick_of(deadline.due_) + 1, done_ + 1, done_ + kSlots - 1);
  Link& slot = slots_[deadline.tick_ % kSlots];
  deadline.previous = slot.previous;
  deadline.next = &slot;
  slot.previous->next = &deadline;
  slot.previous = &deadline;
  filled_ |= std::uint64_t{1} << deadline.tick_ % kSlots;
}

void Deadlines::ring(Clock::time_point now) {
  at(now);
  for (const std::uint64_t until = tick_of(now); done_ < until;) {
    // Nobody was here for so long that every slot has had its turn.
    if (until - done_ > kSlots) done_ = until - kSlots;
    ++done_;
    Link& slot = slots_[done_ % kSlots];
    filled_ &= ~(std::uint64_t{1} << done_ % kSlots);
    while (slot.next != &slot) {
      auto& deadline = static_cast<Deadline&>(*slot.next);
      deadline.unlink();
      if (deadline.due_ == Deadline::kNever) continue;
      if (deadline.due_ > now) {
        put(deadline);
        continue;
      }
      deadline.due_ = Deadline::kNever;
      deadline.ring_();  // It may be gone after this.
    }
  }
}

std::optional<std::chrono::milliseconds> Deadlines::until_next(Clock::time_point now) const {
  if (filled_ == 0) return std::nullopt;
  const std::uint64_t from_next = std::rotr(filled_, static_cast<int>((done_ + 1) % kSlots));
  const std::uint64_t tick = done_ + 1 + static_cast<unsigned>(std::countr_zero(from_next));
  const Clock::time_point at{kTick * static_cast<std::int64_t>(tick)};
  if (at <= now) return std::chrono::milliseconds{0};
  return std::chrono::ceil<std::chrono::milliseconds>(at - now);
}

void Deadline::set(std::chrono::milliseconds after) {
  due_ = of_.now() + after;
  // Where it stands it is looked at before it is due, and put where it belongs: the usual case.
  if (next == this || tick_ > Deadlines::tick_of(due_) + 1) of_.put(*this);
}

void Deadline::unlink() {
  previous->next = next;
  next->previous = previous;
  previous = next = this;
}

}  // namespace relay::http
