#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>

#include "relay/io/clock.h"

namespace relay::io {

/// How much an event matters: to whoever looks for a fault, to whoever wants to know what the relay
/// does, to whoever should look soon, to whoever must act.
enum class Level { Debug, Notice, Warning, Error };

const char* word(Level level);
std::optional<Level> parse_level(std::string_view word);

/// One event, one line: "2026-01-01T00:00:00Z warning feed 'clamav': …". Control characters in the
/// text are spelt out (one_line.h), so no vendor's name can forge a line. A line that cannot be
/// written is counted, and the next that can says how many were lost; nothing is thrown. Safe to
/// use from several threads.
class Log {
 public:
  /// To standard error, from this level upwards.
  explicit Log(const Clock& clock, Level from = Level::Notice);
  /// To a file, which grows to 64 MB before it becomes <file>.0; eight of those are kept. Throws
  /// std::filesystem::filesystem_error when it cannot be written.
  Log(const Clock& clock, Level from, const std::filesystem::path& file);
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  void write(Level level, std::string_view text);
  void debug(std::string_view text) { write(Level::Debug, text); }
  void notice(std::string_view text) { write(Level::Notice, text); }
  void warning(std::string_view text) { write(Level::Warning, text); }
  void error(std::string_view text) { write(Level::Error, text); }

 private:
  struct Impl;
  const Clock& clock_;
  const Level from_;
  std::unique_ptr<Impl> impl_;
};

}  // namespace relay::io
