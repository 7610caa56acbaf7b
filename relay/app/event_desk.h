#pragma once

#include <functional>
#include <memory>

#include "relay/admin/events.h"
#include "relay/app/engine.h"
#include "relay/io/clock.h"
#include "relay/io/log.h"
#include "relay/io/periodic.h"
#include "relay/people/directory.h"

namespace relay::app {

/// What changes in a relay that runs, and who follows it. Outlives the engine and the
/// administrators' door.
class EventDesk {
 public:
  EventDesk(const io::Clock& clock, io::Log& log);

  admin::Events& events() { return events_; }

  /// From now on it hears of every row of the audit; before anybody else writes.
  void listen_to(Engine& engine);
  void published(const rollout::WorldPtr& world) { events_.changes().published(world); }

  /// From now on followers are told, by `wake_followers`, within half a second, and those whose
  /// session is over are let go.
  void start(const people::Directory& people, std::function<void()> wake_followers);
  /// Before the door is no more.
  void stop() { rounds_.reset(); }

 private:
  const io::Clock& clock_;
  io::Log& log_;
  admin::Events events_;
  std::unique_ptr<io::Periodic> rounds_{};
};

}  // namespace relay::app
