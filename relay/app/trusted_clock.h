#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "policy/result.h"
#include "relay/app/clock_watch.h"
#include "relay/catalog/audit.h"
#include "relay/db/database.h"
#include "relay/io/clock.h"
#include "relay/io/log.h"

namespace relay::app {

/// The wall clock as far as it is believed, over restarts: the catalog keeps the highest time that
/// was trusted. Safe to use from several threads; all references outlive it.
class TrustedClock {
 public:
  TrustedClock(const io::Clock& clock, db::Database& state, io::Log& log);

  /// Why it is not trusted now; nothing when it is.
  std::optional<std::string> doubt();
  /// A person says that it is right as it is now, which is recorded. The deed's time does not
  /// matter. Refuses, and records nothing, while it is trusted.
  policy::Result<policy::Done, std::string> confirm(catalog::Deed deed);
  /// Records how far time has come, every ten minutes; what fails is in the log, once.
  void note();

 private:
  void raise(policy::Instant highest);

  const io::Clock& clock_;
  db::Database& state_;
  io::Log& log_;
  ClockWatch watch_;
  std::atomic<bool> unnoted_ = false;  ///< The last attempt to write it failed.
};

}  // namespace relay::app
