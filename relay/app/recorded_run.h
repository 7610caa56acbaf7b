#pragma once

#include <string_view>

#include "relay/db/database.h"
#include "relay/io/clock.h"
#include "relay/io/log.h"

namespace relay::app {

/// That the relay began and ended, in its audit: with which version and settings, and whether these
/// are others than before, so that nobody changes what is audited, or by whom, without a trace.
class RecordedRun {
 public:
  /// `settings`: the text of the file. Throws db::Failure when it cannot be recorded.
  RecordedRun(db::Database& state, std::string_view settings, const io::Clock& clock, io::Log& log);
  /// A database that does not take it is told in the log.
  ~RecordedRun();
  RecordedRun(const RecordedRun&) = delete;
  RecordedRun& operator=(const RecordedRun&) = delete;

 private:
  db::Database& state_;
  const io::Clock& clock_;
  io::Log& log_;
};

}  // namespace relay::app
