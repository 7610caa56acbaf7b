#include "relay/app/mirrors.h"

#include <chrono>
#include <future>
#include <system_error>
#include <utility>

namespace relay::app {
namespace {

constexpr std::chrono::seconds kSyncPatience{25};

}  // namespace

void Mirrors::start() {
  const std::lock_guard lock{mutex_};
  if (ended_) return;
  for (const policy::FeedId& feed : engine_.feeds()) {
    threads_.emplace(feed, std::make_unique<MirrorThread>(engine_, feed, log_));
  }
}

void Mirrors::resume() {
  try {
    start();
  } catch (const std::system_error& failure) {
    log_.error(std::string{"not every feed is mirrored until the policy is read again: "} +
               failure.what());
  }
}

void Mirrors::stop() {
  decltype(threads_) stopped;  // Outside the lock: a download takes a moment to end.
  const std::lock_guard lock{mutex_};
  stopped.swap(threads_);
}

void Mirrors::end() {
  {
    const std::lock_guard lock{mutex_};
    ended_ = true;  // An administrator who applies a policy now starts no new ones.
  }
  stop();
}

policy::Result<std::future<MirrorThread::Outcome>, std::string> Mirrors::ask(
    const policy::FeedId& feed) {
  const std::lock_guard lock{mutex_};
  const auto found = threads_.find(feed);
  if (found == threads_.end()) {
    return policy::Refused{"feed '" + feed.text() + "' is not being mirrored at this moment"};
  }
  return found->second->sync();
}

// Waits without a lock: a reload, a stop and other administrators do not wait for a vendor.
MirrorThread::Outcome Mirrors::sync(const policy::FeedId& feed) {
  auto asked = ask(feed);
  if (!asked) return policy::Refused{std::move(asked).error()};
  if (asked->wait_for(kSyncPatience) == std::future_status::ready) return asked->get();
  return policy::Refused{"feed '" + feed.text() +
                         "' is still being fetched; 'status' shows how it goes"};
}

}  // namespace relay::app
