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
  /// `settings`: the text of the file. A database that takes neither is told in the log: a relay
  /// that starts on a full disk serves what was let through.
  RecordedRun(db::Database& state, std::string_view settings, const io::Clock& clock, io::Log& log);
  ~RecordedRun();
  RecordedRun(const RecordedRun&) = delete;
  RecordedRun& operator=(const RecordedRun&) = delete;

 private:
  /// `about`: what is told of it, of what was recorded before.
  template <class About>
  void record(const char* what, About about);

  db::Database& state_;
  const io::Clock& clock_;
  io::Log& log_;
};

}  // namespace relay::app
