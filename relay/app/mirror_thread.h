#pragma once

#include <cstdint>
#include <future>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "policy/result.h"
#include "relay/app/engine.h"
#include "relay/io/periodic.h"

namespace relay::app {

/// The thread that asks one vendor again and again, when its rounds are due. Destruction ends a
/// download in progress, and whoever waits for a round is told so at once.
class MirrorThread {
 public:
  /// What a round said, or why there was none.
  using Outcome = policy::Result<std::string, std::string>;

  MirrorThread(Engine& engine, policy::FeedId feed, io::Log& log);
  ~MirrorThread();
  MirrorThread(const MirrorThread&) = delete;
  MirrorThread& operator=(const MirrorThread&) = delete;

  /// A round that begins now, or after the one in progress: what it will have said. Needs this
  /// object no longer. Refuses while the round that somebody else asked for is not over.
  policy::Result<std::future<Outcome>, std::string> sync();

 private:
  /// The round that somebody has asked for.
  struct Wish {
    std::uint64_t number = 0;
    std::promise<Outcome> outcome{};
  };

  std::optional<io::Periodic::Wait> work(const std::stop_token& stop);
  std::optional<io::Periodic::Wait> round(const std::stop_token& stop);
  policy::Refused<std::string> why(const std::exception& failure) const;
  void answer(Outcome outcome);
  void keep(Outcome outcome);  ///< There is a wish, and mutex_ is held.

  Engine& engine_;
  const policy::FeedId feed_;
  std::mutex mutex_;
  std::uint64_t begun_ = 0;   ///< Rounds that have begun; guarded by mutex_, as is the next.
  std::optional<Wish> wish_;  ///< Of a round that is not over.
  io::Periodic thread_;       ///< Last: it uses all of the above.
};

}  // namespace relay::app
