#include "relay/app/mirror_thread.h"

#include <algorithm>
#include <utility>

namespace relay::app {
namespace {

using namespace std::chrono_literals;

// A wall clock that is set does not make a sleeping thread late by more than this.
constexpr policy::Span kLongestSleep = 15min;
constexpr io::Periodic::Wait kPause = 1min;  // After a round that threw.

std::string joined(const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) text += (text.empty() ? "" : "\n") + sentence;
  return text;
}

io::Periodic::Wait wait_until(policy::Instant at, policy::Instant now) {
  return std::clamp<policy::Span>(at - now, 1s, kLongestSleep);
}

}  // namespace

MirrorThread::MirrorThread(Engine& engine, policy::FeedId feed, io::Log& log)
    : engine_{engine},
      feed_{std::move(feed)},
      thread_{"mirror-" + feed_.text(), kPause, log,
              [this](const std::stop_token& stop) { return work(stop); }} {}

std::optional<io::Periodic::Wait> MirrorThread::work(const std::stop_token& stop) {
  const policy::Instant now = engine_.clock().now();
  const policy::Instant due = engine_.due(feed_);
  std::uint64_t number = 0;
  {
    const std::lock_guard lock{mutex_};
    if (!std::exchange(asked_, false) && due > now) return wait_until(due, now);
    number = ++begun_;
  }
  const feed::Round round = engine_.round(feed_, stop);
  finish(number, joined(round.said));
  return wait_until(round.next, engine_.clock().now());
}

void MirrorThread::finish(std::uint64_t number, std::string said) {
  const std::lock_guard lock{mutex_};
  done_ = number;
  said_ = std::move(said);
  finished_.notify_all();
}

policy::Result<std::string, std::string> MirrorThread::sync(std::chrono::seconds patience) {
  std::unique_lock lock{mutex_};
  asked_ = true;
  const std::uint64_t wanted = begun_ + 1;
  thread_.wake();
  if (finished_.wait_for(lock, patience, [&] { return done_ >= wanted; })) return said_;
  return policy::Refused{"feed '" + feed_.text() +
                         "' is still being fetched; 'status' shows how it goes"};
}

}  // namespace relay::app
