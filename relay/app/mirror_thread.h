#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>
#include <string>

#include "policy/result.h"
#include "relay/app/engine.h"
#include "relay/io/periodic.h"

namespace relay::app {

/// The thread that asks one vendor again and again, when its rounds are due. Destruction ends a
/// download in progress.
class MirrorThread {
 public:
  MirrorThread(Engine& engine, policy::FeedId feed, io::Log& log);

  /// A round that begins now, or after the one in progress. Returns what it said; refuses when it
  /// is still running after `patience` (it goes on all the same).
  policy::Result<std::string, std::string> sync(std::chrono::seconds patience);

 private:
  std::optional<io::Periodic::Wait> work(const std::stop_token& stop);
  void finish(std::uint64_t number, std::string said);

  Engine& engine_;
  const policy::FeedId feed_;
  std::mutex mutex_;
  std::condition_variable finished_;
  bool asked_ = false;       ///< A round is wanted now; guarded by mutex_, as are the next.
  std::uint64_t begun_ = 0;  ///< Rounds that have begun.
  std::uint64_t done_ = 0;   ///< The last one that has ended.
  std::string said_;         ///< By that one.
  io::Periodic thread_;      ///< Last: it uses all of the above.
};

}  // namespace relay::app
