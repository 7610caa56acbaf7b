#include "relay/app/mirror_thread.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace relay::app {
namespace {

using namespace std::chrono_literals;

// A wall clock that is set does not make a sleeping thread late by more than this.
constexpr policy::Span kLongestSleep = 15min;
constexpr io::Periodic::Wait kPause = 1min;  // After a round that threw.

std::string joined(const std::vector<std::string>& sentences) {
  std::string text;
  for (const std::string& sentence : sentences) text += (text.empty() ? "" : "; ") + sentence;
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

MirrorThread::~MirrorThread() {
  answer(policy::Refused{"feed '" + feed_.text() +
                         "': the round was broken off, for the relay stops or reads its policy"});
}

std::optional<io::Periodic::Wait> MirrorThread::work(const std::stop_token& stop) {
  try {
    return round(stop);
  } catch (const db::Failure& failure) {
    answer(why(failure));
    throw;
  } catch (const std::system_error& failure) {
    answer(why(failure));
    throw;
  }
}

std::optional<io::Periodic::Wait> MirrorThread::round(const std::stop_token& stop) {
  const policy::Instant now = engine_.clock().now();
  const policy::Instant due = engine_.due(feed_);
  std::uint64_t number = 0;
  {
    const std::lock_guard lock{mutex_};
    const bool asked = wish_ && wish_->number > begun_;
    if (!asked && due > now) return wait_until(due, now);
    number = ++begun_;
  }
  const feed::Round done = engine_.round(feed_, stop);
  {
    const std::lock_guard lock{mutex_};
    if (wish_ && wish_->number <= number) keep(joined(done.said));
  }
  return wait_until(done.next, engine_.clock().now());
}

policy::Refused<std::string> MirrorThread::why(const std::exception& failure) const {
  return {"feed '" + feed_.text() + "': the round failed: " + failure.what()};
}

void MirrorThread::answer(Outcome outcome) {
  const std::lock_guard lock{mutex_};
  if (wish_) keep(std::move(outcome));
}

void MirrorThread::keep(Outcome outcome) {
  wish_->outcome.set_value(std::move(outcome));
  wish_.reset();
}

policy::Result<std::future<MirrorThread::Outcome>, std::string> MirrorThread::sync() {
  std::future<Outcome> outcome;
  {
    const std::lock_guard lock{mutex_};
    if (wish_) {
      return policy::Refused{"feed '" + feed_.text() +
                             "': a round was asked for already and is not over; 'status' shows how"
                             " it goes"};
    }
    outcome = wish_.emplace(Wish{.number = begun_ + 1}).outcome.get_future();
  }
  thread_.wake();
  return outcome;
}

}  // namespace relay::app
