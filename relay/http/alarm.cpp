#include "relay/http/alarm.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <utility>

namespace relay::http {

struct Alarm::Impl {
  boost::asio::steady_timer timer;
  std::uint64_t number = 0;  ///< Of the setting in force: one that is already on its way is stale.
};

Alarm::Alarm(boost::asio::io_context& loop)
    : impl_{std::make_unique<Impl>(Impl{boost::asio::steady_timer{loop}})} {}

Alarm::~Alarm() = default;

void Alarm::set(std::chrono::milliseconds after, std::function<void()> ring) {
  const std::uint64_t number = ++impl_->number;
  impl_->timer.expires_after(after);
  impl_->timer.async_wait(
      [this, number, ring = std::move(ring)](const boost::system::error_code& error) {
        if (!error && number == impl_->number) ring();
      });
}

void Alarm::clear() {
  ++impl_->number;
  impl_->timer.cancel();
}

}  // namespace relay::http
