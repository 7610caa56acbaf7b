#include "relay/http/loop.h"

#include <algorithm>
#include <utility>

#include "relay/http/connection.h"
#include "relay/http/own_thread.h"
#include "relay/io/descriptors.h"

namespace relay::http {
namespace {

/// So many are taken in one go before connections that are already there get their turn.
constexpr int kArrivalsAtOnce = 64;
/// How long to leave callers waiting when there is no descriptor for them.
constexpr std::chrono::milliseconds kBreath{100};
/// Posted work and connections wake the loop; this is only for a wait that has no other end.
constexpr std::chrono::milliseconds kLongest{60'000};

/// A part of them is kept back, so that answers can open files when connections have all the rest.
int last_for_connections(std::size_t spare) {
  const std::size_t limit = io::descriptor_limit();
  return static_cast<int>(limit - std::min(limit / 8, spare));
}

/// Below this copying a file to a socket costs less than asking the system to send it.
constexpr std::uint64_t kCopied = 16'384;

/// All loops of one door together keep an eighth of the descriptors at most.
Shelf::Room room_of(const DoorSettings& settings) {
  Shelf::Room room;
  if (!settings.tls) room.small = kCopied;  // What is encrypted has to be read in any case.
  room.files = std::min(room.files, io::descriptor_limit() / (8 * settings.threads));
  return room;
}

}  // namespace

Loop::Loop(Desk& desk, std::size_t number, Socket listener, std::shared_ptr<const TlsContext> tls)
    : desk_{desk},
      number_{number},
      last_handle_{last_for_connections(desk.settings.spare_descriptors)},
      shelf_{room_of(desk.settings)},
      breath_{deadlines_, [this] { resume_accepting(); }},
      drained_{deadlines_, [this] { cut_off(); }},
      listener_{std::move(listener)},
      tls_{std::move(tls)} {
  resume_accepting();
}

Loop::~Loop() = default;

void Loop::run() {
  settle_in(desk_.settings.name + '-' + std::to_string(number_));
  while (!finished_) {
    poller_.wait(patience());
    deadlines_.at(Deadlines::Clock::now());
    now_.reset();
    poller_.tell();
    deadlines_.ring(began());
    shelf_.tidy_up(began());
    pieces_.tidy_up(began());
    give_turns();
    closed_.clear();
    finished_ = finished_ || (draining_ && connections_.empty());
  }
}

std::chrono::milliseconds Loop::patience() const {
  if (!turns_.empty()) return std::chrono::milliseconds{0};
  return std::min(deadlines_.until_next(began()).value_or(kLongest), kLongest);
}

policy::Instant Loop::now() {
  if (!now_) now_ = desk_.clock.now();
  return *now_;
}

void Loop::post(std::function<void()> work) {
  {
    const std::lock_guard lock{mutex_};
    posted_.push_back(std::move(work));
  }
  poller_.wake();
}

void Loop::do_posted() {
  std::vector<std::function<void()>> now;
  {
    const std::lock_guard lock{mutex_};
    now.swap(posted_);
  }
  for (const auto& work : now) work();
}

void Loop::again(Connection& connection) {
  turns_.push_back(connection.shared_from_this());
}

void Loop::give_turns() {
  std::vector<Held> now;
  now.swap(turns_);
  for (const Held& one : now) one->take_turn();
}

void Loop::drain() {
  post([this] { begin_draining(); });
}

void Loop::wake_live() {
  post([this] {
    for (const Held& one : all()) one->wake_live();
  });
}

void Loop::use(std::shared_ptr<const TlsContext> tls) {
  post([this, tls = std::move(tls)] {
    tls_ = tls;
    for (const Held& one : all()) one->judge_anew();
  });
}

void Loop::shook_hands(const Connection& connection) {
  handshakes_.erase(connection.number());
}

void Loop::leave(Connection& connection) {
  const auto found = connections_.find(&connection);
  closed_.push_back(std::move(found->second));
  connections_.erase(found);
  tally_.connections.take();
}

void Loop::ready(const Readiness&) {
  if (!draining_) take_arrivals();
}

void Loop::take_arrivals() {
  for (int i = 0; i < kArrivalsAtOnce; ++i) {
    auto next = accept_from(listener_->handle());
    if (auto* const arrival = std::get_if<Arrival>(&next)) {
      if (arrival->socket.handle() >= last_handle_) {
        tally_.turned_away.add();
        return pause_accepting();
      }
      exhausted_ = false;
      welcome(std::move(*arrival));
      continue;
    }
    switch (std::get<NoArrival>(next)) {
      case NoArrival::NoneWaiting:
        return;
      case NoArrival::Exhausted:
        return pause_accepting();
      case NoArrival::Lost:
        break;
    }
  }
}

void Loop::welcome(Arrival arrival) {
  auto place = desk_.admission.admit(arrival.peer);
  if (!place) return tally_.turned_away.add();  // Closing says so.
  // Who has been at it for the longest time is least likely to come to an end.
  if (tls_ && handshakes_.size() >= desk_.settings.limits.handshakes) {
    handshakes_.begin()->second->give_up();
  }
  auto wire = tls_ ? tls_wire(std::move(arrival.socket), scratch_, pieces_,
                              tls_->session(desk_.clock.now()))
                   : plain_wire(std::move(arrival.socket), scratch_);
  const auto made = std::make_shared<Connection>(
      desk_, *this, std::move(wire), Caller{arrival.peer, std::move(*place), ++arrivals_});
  connections_.emplace(made.get(), made);
  if (tls_) handshakes_.emplace(made->number(), made.get());
  tally_.accepted.add();
  tally_.connections.add();
  // Whoever has asked already, for one answer, is gone after this and need not be watched.
  made->start();
  if (!made->is_closed() && !poller_.watch(made->socket(), *made)) made->give_up();
}

void Loop::pause_accepting() {
  if (!std::exchange(exhausted_, true)) {
    desk_.log(io::Level::Warning, "no descriptor or memory for another connection; callers wait");
  }
  poller_.forget(listener_->handle());
  breath_.set(kBreath);
}

void Loop::resume_accepting() {
  if (!poller_.watch_listener(listener_->handle(), *this)) breath_.set(kBreath);
}

void Loop::begin_draining() {
  draining_ = true;
  breath_.clear();
  listener_.reset();
  drained_.set(desk_.settings.limits.drain);
  for (const Held& one : all()) one->drain();
}

/// Copies that own: a connection may leave() while its neighbours are told.
std::vector<Loop::Held> Loop::all() const {
  std::vector<Held> all;
  all.reserve(connections_.size());
  for (const auto& one : connections_) all.push_back(one.second);
  return all;
}

void Loop::cut_off() {
  if (!connections_.empty()) {
    desk_.log(io::Level::Warning,
              std::to_string(connections_.size()) + " requests in progress were cut off");
  }
  finished_ = true;
}

}  // namespace relay::http
