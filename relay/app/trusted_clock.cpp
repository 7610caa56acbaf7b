#include "relay/app/trusted_clock.h"

#include "relay/catalog/trusted_time.h"

namespace relay::app {
namespace {

using namespace std::chrono_literals;

// How far time may have gone on before the highest time is written again.
constexpr policy::Span kTimeStep = 10min;

ClockReading read(const io::Clock& clock) {
  return {clock.now(), clock.since_boot()};
}

std::optional<policy::Instant> highest_time(db::Database& state) {
  return state.read([](db::Connection& db) { return catalog::highest_time(db); });
}

}  // namespace

TrustedClock::TrustedClock(const io::Clock& clock, db::Database& state, io::Log& log)
    : clock_{clock}, state_{state}, log_{log}, watch_{read(clock), highest_time(state)} {}

std::optional<std::string> TrustedClock::doubt() {
  return watch_.doubt(read(clock_));
}

policy::Result<policy::Done, std::string> TrustedClock::confirm(catalog::Deed deed) {
  const ClockReading now = read(clock_);
  if (!watch_.doubt(now)) {
    return policy::Refused{"the clock is trusted: it says " + policy::show(now.wall)};
  }
  deed.at = now.wall;
  state_.write([&](db::Transaction& tx) { catalog::confirm_clock(tx, deed); });
  watch_.confirm(now);
  log_.notice("the clock is confirmed by " + deed.actor + ": it is " + policy::show(now.wall));
  return policy::Done{};
}

void TrustedClock::note() {
  const auto highest = watch_.highest();
  const auto noted = highest_time(state_);
  if (!highest || (noted && *highest - *noted < kTimeStep)) return;
  raise(*highest);
}

// What a turn takes back must be taken back, whether or not the time can be noted.
void TrustedClock::raise(policy::Instant highest) {
  try {
    state_.write([&](db::Transaction& tx) { catalog::raise_highest_time(tx, highest); });
    unnoted_ = false;
  } catch (const db::Failure& failure) {
    if (unnoted_.exchange(true)) return;
    log_.error(std::string{"the highest time seen cannot be noted: "} + failure.what());
  }
}

}  // namespace relay::app
