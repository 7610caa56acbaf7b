#include "relay/telemetry/pad.h"

namespace relay::telemetry {

void Ticket::over(Ending how) const {
  if (pad_ != nullptr) pad_->over(number_, how);
}

Pad::Pad(std::uint64_t salt, std::size_t room)
    : salt_{salt}, one_{room, salt}, other_{room, salt} {}

// The sheet is away from its place while the loop writes, so the recorder cannot take it meanwhile,
// and the loop, which alone takes it away, always finds one.
template <class Use>
void Pad::write(const Who& who, Known known, std::uint64_t hash, Use use) {
  Sheet* const sheet = sheet_.exchange(nullptr, std::memory_order_acquire);
  Note* const note = sheet->of(who, known, hash);
  if (note != nullptr) use(*note);
  sheet_.store(sheet, std::memory_order_release);
  if (note == nullptr) lost_.fetch_add(1, std::memory_order_relaxed);
}

Ticket Pad::begin(const Contact& contact) {
  const Who who{contact.device, contact.address, contact.feed};
  const std::uint64_t hash = Sheet::hash(who, salt_);
  write(who, contact.known, hash, [&](Note& note) { note.ask(contact); });
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(pending_.size()));
    pending_.emplace_back();
  }
  const std::uint32_t number = free_.back();
  free_.pop_back();
  Pending& pending = pending_[number];
  pending.key = who;
  pending.hash = hash;
  pending.known = contact.known;
  pending.path = contact.path;
  pending.group = contact.group;
  pending.would_take = contact.fresh ? contact.release : policy::Sequence{};
  return Ticket{*this, number};
}

void Pad::note(const Contact& contact, int status) {
  const Who who{contact.device, contact.address, contact.feed};
  write(who, contact.known, Sheet::hash(who, salt_), [&](Note& note) {
    note.ask(contact);
    note.end(status, ShortText<kLongestPath>{contact.path});
  });
}

void Pad::over(std::uint32_t number, Ending how) {
  const Pending& pending = pending_[number];
  const bool takes = how.to_the_end && pending.would_take != policy::Sequence{};
  write(pending.key.who(), pending.known, pending.hash, [&](Note& note) {
    note.end(how.status, pending.path);
    if (takes) note.take(pending.would_take, pending.group);
  });
  free_.push_back(number);
}

bool Pad::take(const std::function<void(const Note&)>& use) {
  Sheet* full = sheet_.load(std::memory_order_relaxed);
  if (full == nullptr || !sheet_.compare_exchange_strong(full, blank_, std::memory_order_acq_rel)) {
    return false;
  }
  for (const Note& note : full->notes()) use(note);
  full->clear();
  blank_ = full;
  return true;
}

}  // namespace relay::telemetry
