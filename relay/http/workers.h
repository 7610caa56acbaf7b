#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace relay::http {

/// Threads for what may block: answers, and disks. Destruction waits for jobs in progress and drops
/// those not begun.
class Workers {
 public:
  using Job = std::function<void()>;

  struct Size {
    std::size_t threads = 1;
    std::size_t waiting = 0;  ///< Jobs not begun.
  };

  Workers(const std::string& name, Size size);

  /// False, and the job dropped, when as many wait as may.
  bool run(Job job);

 private:
  void work(const std::stop_token& stop, const std::string& name);

  const std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable_any came_;
  std::deque<Job> jobs_;  ///< Guarded by mutex_.

  std::vector<std::jthread> threads_;  ///< Last: they use all of the above.
};

}  // namespace relay::http
