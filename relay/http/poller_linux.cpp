#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "relay/http/poller.h"
#include "relay/http/socket.h"

namespace relay::http {
namespace {

constexpr int kEventsAtOnce = 256;

int need(int handle, const char* what) {
  if (handle == -1) throw std::system_error{errno, std::generic_category(), what};
  return handle;
}

bool add(const Socket& epoll, int socket, std::uint32_t events, void* whom) {
  epoll_event event{};
  event.events = events;
  event.data.ptr = whom;
  return ::epoll_ctl(epoll.handle(), EPOLL_CTL_ADD, socket, &event) == 0;
}

}  // namespace

struct Poller::Impl {
  Socket epoll{need(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")};
  Socket bell{need(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), "eventfd")};
  std::array<epoll_event, kEventsAtOnce> events{};
  int happened = 0;  ///< So many of them.
};

Poller::Poller(Waiter& bell) : impl_{std::make_unique<Impl>()} {
  // Edge-triggered, so that the number in it need not be read away.
  if (!add(impl_->epoll, impl_->bell.handle(), EPOLLIN | EPOLLET, &bell)) need(-1, "epoll_ctl");
}

Poller::~Poller() = default;

bool Poller::watch(int socket, Waiter& waiter) {
  return add(impl_->epoll, socket, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, &waiter);
}

bool Poller::watch_listener(int socket, Waiter& waiter) {
  return add(impl_->epoll, socket, EPOLLIN, &waiter);
}

void Poller::forget(int socket) {
  (void)::epoll_ctl(impl_->epoll.handle(), EPOLL_CTL_DEL, socket, nullptr);
}

void Poller::wait(std::chrono::milliseconds patience) {
  impl_->happened = ::epoll_wait(impl_->epoll.handle(), impl_->events.data(), kEventsAtOnce,
                                 static_cast<int>(patience.count()));
}

void Poller::tell() {
  for (int i = 0; i < impl_->happened; ++i) {
    const epoll_event& event = impl_->events.at(static_cast<std::size_t>(i));
    if (event.data.ptr == nullptr) continue;  // The bell.
    const bool broken = (event.events & (EPOLLERR | EPOLLHUP)) != 0;
    static_cast<Waiter*>(event.data.ptr)
        ->ready({.read = broken || (event.events & (EPOLLIN | EPOLLRDHUP)) != 0,
                 .write = broken || (event.events & EPOLLOUT) != 0,
                 .ended = broken || (event.events & EPOLLRDHUP) != 0});
  }
}

void Poller::wake() {
  const std::uint64_t one = 1;
  // It can only fail when the number is full, and then the bell rings already.
  (void)!::write(impl_->bell.handle(), &one, sizeof one);
}

}  // namespace relay::http
