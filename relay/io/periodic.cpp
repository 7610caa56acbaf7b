#include "relay/io/periodic.h"

#include <exception>
#include <utility>

#include "relay/io/thread_name.h"

namespace relay::io {

Periodic::Periodic(std::string name, Wait pause, Log& log, Job job)
    : name_{std::move(name)},
      pause_{pause},
      log_{log},
      job_{std::move(job)},
      thread_{[this](const std::stop_token& stop) { run(stop); }} {}

void Periodic::wake() {
  {
    const std::lock_guard lock{mutex_};
    wake_ = true;
  }
  woken_.notify_one();
}

void Periodic::run(const std::stop_token& stop) {
  name_this_thread(name_);
  while (!stop.stop_requested()) {
    const Wait wait = round(stop);
    std::unique_lock lock{mutex_};
    woken_.wait_for(lock, stop, wait, [this] { return wake_; });
    wake_ = false;
  }
}

Periodic::Wait Periodic::round(const std::stop_token& stop) {
  try {
    return job_(stop).value_or(pause_);
  } catch (const std::exception& failure) {
    // The boundary of a worker's round.
    log_.error(name_ + ": this round failed: " + failure.what());
    return pause_;
  }
}

}  // namespace relay::io
