#include "relay/app/event_desk.h"

#include <utility>

#include "relay/crypto/random.h"

namespace relay::app {
namespace {

constexpr io::Periodic::Wait kBetweenRounds = std::chrono::milliseconds{500};
/// Of what is this run's own in the numbers of its events.
constexpr std::size_t kLettersOfRun = 12;

}  // namespace

EventDesk::EventDesk(const io::Clock& clock, io::Log& log)
    : clock_{clock}, log_{log}, events_{crypto::random_token("").substr(0, kLettersOfRun)} {}

void EventDesk::listen_to(Engine& engine) {
  engine.audit().tell_recorded(
      [this](const std::vector<audit::Recorded>& rows) { events_.changes().recorded(rows); });
}

void EventDesk::start(const people::Directory& people, std::function<void()> wake_followers) {
  rounds_ = std::make_unique<io::Periodic>(
      "events", kBetweenRounds, log_,
      [this, &people, wake = std::move(wake_followers)](
          const std::stop_token&) -> std::optional<io::Periodic::Wait> {
        if (events_.turn(people, clock_.now())) wake();
        return std::nullopt;
      });
}

}  // namespace relay::app
