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

/// Threads for answers that may block. The queue is as long as a door has connections at most: each
/// has one request in progress. Destruction waits for jobs in progress and drops those not begun.
class Workers {
 public:
  using Job = std::function<void()>;

  Workers(const std::string& name, std::size_t count);

  void run(Job job);

 private:
  void work(const std::stop_token& stop, const std::string& name);

  std::mutex mutex_;
  std::condition_variable_any came_;
  std::deque<Job> jobs_;  ///< Guarded by mutex_.

  std::vector<std::jthread> threads_;  ///< Last: they use all of the above.
};

}  // namespace relay::http
