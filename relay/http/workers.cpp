#include "relay/http/workers.h"

#include <utility>

#include "relay/http/own_thread.h"

namespace relay::http {

Workers::Workers(const std::string& name, Size size) : most_waiting_{size.waiting} {
  for (std::size_t i = 0; i < size.threads; ++i) {
    threads_.emplace_back([this, own_name = name + '-' + std::to_string(i)](
                              const std::stop_token& stop) { work(stop, own_name); });
  }
}

bool Workers::run(Job job) {
  {
    const std::lock_guard lock{mutex_};
    if (jobs_.size() >= most_waiting_) return false;
    jobs_.push_back(std::move(job));
  }
  came_.notify_one();
  return true;
}

void Workers::work(const std::stop_token& stop, const std::string& name) {
  settle_in(name);
  for (;;) {
    Job job;
    {
      std::unique_lock lock{mutex_};
      came_.wait(lock, stop, [this] { return !jobs_.empty(); });
      if (stop.stop_requested()) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    job();
  }
}

}  // namespace relay::http
