#pragma once

#include <chrono>
#include <cstddef>
#include <memory>

namespace relay::http {

/// What a socket can do now that it could not before.
struct Readiness {
  bool read = false;   ///< There is something to receive, or the end.
  bool write = false;  ///< There is room to send.
  bool ended = false;  ///< The other side sends no more, or the connection is broken.
};

/// Who waits for a socket.
class Waiter {
 public:
  virtual void ready(const Readiness& what) = 0;

 protected:
  ~Waiter() = default;
};

/// Which sockets of one loop can go on. Everything but wake() belongs to the loop's thread.
class Poller {
 public:
  /// `bell` is told after each wake(), before anybody whose event came later. Throws
  /// std::system_error.
  explicit Poller(Waiter& bell);
  ~Poller();

  /// A connection: its waiter is told of each change once, and must go on until the socket would
  /// block. Closing the socket takes it away. False when the system has no room for it.
  bool watch(int socket, Waiter& waiter);
  /// A listener: its waiter is told as long as somebody waits to be accepted.
  bool watch_listener(int socket, Waiter& waiter);
  void forget(int socket);

  /// Until something has happened, or for `patience` at most.
  void wait(std::chrono::milliseconds patience);
  /// Tells the waiters of that. None of them may die while others are told.
  void tell();
  /// Tells the bell. From any thread.
  void wake();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace relay::http
