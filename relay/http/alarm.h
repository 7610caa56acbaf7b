#pragma once

#include <chrono>
#include <functional>
#include <memory>

namespace boost::asio {
class io_context;
}

namespace relay::http {

/// One deadline in one loop: what was set last counts, and rings at most once. What it calls must
/// keep this object alive.
class Alarm {
 public:
  explicit Alarm(boost::asio::io_context& loop);
  ~Alarm();

  void set(std::chrono::milliseconds after, std::function<void()> ring);
  void clear();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace relay::http
