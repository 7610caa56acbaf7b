#include "relay/http/loop.h"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <utility>
#include <vector>

#include "relay/http/connection.h"
#include "relay/http/own_thread.h"

namespace relay::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// So many are taken in one go before connections that are already there get their turn.
constexpr int kArrivalsAtOnce = 16;
/// How long to leave callers waiting when there is no descriptor for them.
constexpr std::chrono::milliseconds kBreath{100};

Family family_of(const Listen& where) {
  return is_v6(where) ? Family::V6 : Family::V4;
}

}  // namespace

struct Loop::Impl {
  Impl(Socket listener, Family family_of_it) : family{family_of_it} {
    acceptor.assign(family == Family::V6 ? tcp::v6() : tcp::v4(), listener.handle());
    listener.release();
  }

  const Family family;
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
  tcp::acceptor acceptor{context};
  Alarm breath{context};    ///< Until accepting goes on.
  Alarm deadline{context};  ///< Of draining.
};

Loop::Loop(Desk& desk, std::size_t number, Socket listener, std::shared_ptr<const TlsContext> tls)
    : desk_{desk},
      number_{number},
      tls_{std::move(tls)},
      impl_{std::make_unique<Impl>(std::move(listener), family_of(desk.settings.listen))} {
  listen();
}

Loop::~Loop() {
  // Connections that die with the context leave() without stopping it again.
  draining_ = false;
}

asio::io_context& Loop::context() {
  return impl_->context;
}

void Loop::run() {
  settle_in(desk_.settings.name + '-' + std::to_string(number_));
  impl_->context.run();
}

void Loop::post(std::function<void()> work) {
  asio::post(impl_->context, std::move(work));
}

void Loop::drain() {
  post([this] { begin_draining(); });
}

void Loop::use(std::shared_ptr<const TlsContext> tls) {
  post([this, tls = std::move(tls)] {
    tls_ = tls;
    for (const auto& one : all()) one->judge_anew();
  });
}

void Loop::enter(Connection& connection) {
  connections_.insert(&connection);
  tally_.connections.add();
}

void Loop::leave(Connection& connection) {
  connections_.erase(&connection);
  tally_.connections.take();
  stop_when_empty();
}

void Loop::listen() {
  impl_->acceptor.async_wait(tcp::acceptor::wait_read,
                             [this](const boost::system::error_code& error) {
                               if (!error && !draining_) take_arrivals();
                             });
}

void Loop::take_arrivals() {
  for (int i = 0; i < kArrivalsAtOnce; ++i) {
    auto next = accept_from(impl_->acceptor.native_handle());
    if (auto* const arrival = std::get_if<Arrival>(&next)) {
      exhausted_ = false;
      welcome(std::move(*arrival));
      continue;
    }
    switch (std::get<NoArrival>(next)) {
      case NoArrival::NoneWaiting:
        return listen();
      case NoArrival::Exhausted:
        return pause_accepting();
      case NoArrival::Lost:
        break;
    }
  }
  listen();
}

void Loop::welcome(Arrival arrival) {
  auto ticket = desk_.admission.admit(arrival.peer);
  if (!ticket) return tally_.turned_away.add();  // No place; closing says so.
  tally_.accepted.add();
  auto wire = tls_ ? tls_wire(impl_->context, std::move(arrival.socket), impl_->family, *tls_,
                              desk_.clock.now())
                   : plain_wire(impl_->context, std::move(arrival.socket), impl_->family);
  std::make_shared<Connection>(desk_, *this, std::move(wire),
                               Caller{arrival.peer, std::move(*ticket)})
      ->start();
}

void Loop::pause_accepting() {
  if (!std::exchange(exhausted_, true)) {
    desk_.log(io::Level::Warning, "no descriptor or memory for another connection; callers wait");
  }
  impl_->breath.set(kBreath, [this] {
    if (!draining_) take_arrivals();
  });
}

void Loop::begin_draining() {
  draining_ = true;
  boost::system::error_code ignored;
  impl_->acceptor.close(ignored);
  impl_->breath.clear();
  impl_->deadline.set(desk_.settings.limits.drain, [this] { cut_off(); });
  for (const auto& one : all()) one->drain();
  stop_when_empty();
}

/// Copies that own: a connection may go, and leave(), while its neighbours are told.
std::vector<std::shared_ptr<Connection>> Loop::all() const {
  std::vector<std::shared_ptr<Connection>> all;
  for (Connection* const one : connections_) all.push_back(one->shared_from_this());
  return all;
}

void Loop::cut_off() {
  if (!connections_.empty()) {
    desk_.log(io::Level::Warning,
              std::to_string(connections_.size()) + " requests in progress were cut off");
  }
  impl_->context.stop();
}

void Loop::stop_when_empty() {
  if (draining_ && connections_.empty()) impl_->context.stop();
}

}  // namespace relay::http
