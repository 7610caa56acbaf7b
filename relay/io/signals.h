#pragma once

#include <memory>

namespace relay::io {

/// What the operating system or a person asks of the process: SIGTERM and SIGINT, or SIGHUP; on
/// Windows Ctrl-C, Ctrl-Break, closing the console and shutting down all mean Stop.
enum class Signal { Stop, Reload };

/// Made first in main, before any other thread: these signals then reach nobody but wait(). A
/// closed connection (SIGPIPE) and a full quota (SIGXFSZ) become errors of the call instead of
/// signals. One object per process.
class Signals {
 public:
  Signals();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  /// Sleeps until one comes; one that came before is remembered.
  Signal wait();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace relay::io
