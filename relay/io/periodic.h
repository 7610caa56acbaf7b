#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "relay/io/log.h"

namespace relay::io {

/// A named thread that does one job again and again, beginning at once, and stops when destroyed,
/// at the latest after the round in progress. A round that throws is logged and lost; the thread is
/// not.
class Periodic {
 public:
  using Wait = std::chrono::milliseconds;
  /// One round. Says how long to wait until the next, or nothing for the usual pause.
  using Job = std::function<std::optional<Wait>(const std::stop_token&)>;

  Periodic(std::string name, Wait pause, Log& log, Job job);
  Periodic(const Periodic&) = delete;
  Periodic& operator=(const Periodic&) = delete;

  /// The next round begins now; or after the one in progress, without a pause. Several wakes before
  /// that are one. Safe to call from any thread.
  void wake();

 private:
  void run(const std::stop_token& stop);
  Wait round(const std::stop_token& stop);

  const std::string name_;
  const Wait pause_;
  Log& log_;
  const Job job_;
  std::mutex mutex_;
  std::condition_variable_any woken_;
  bool wake_ = false;  ///< Guarded by mutex_.

  std::jthread thread_;  ///< Last: it uses all of the above, so it must die first.
};

}  // namespace relay::io
