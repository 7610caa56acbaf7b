#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <unordered_set>
#include <vector>

#include "relay/http/alarm.h"
#include "relay/http/desk.h"
#include "relay/http/socket.h"
#include "relay/http/tally.h"
#include "relay/http/wires.h"

namespace relay::http {

class Connection;

/// One thread's event loop with its own listener and connections. Everything but post(), drain()
/// and use() belongs to the thread that is in run().
class Loop {
 public:
  Loop(Desk& desk, std::size_t number, Socket listener, std::shared_ptr<const TlsContext> tls);
  ~Loop();

  /// Until it is drained.
  void run();
  void post(std::function<void()> work);
  /// Stops listening, ends idle connections, and lets run() return when the others have had their
  /// answer, or are cut off at the drain's deadline.
  void drain();
  /// The certificate for connections from now on.
  void use(std::shared_ptr<const TlsContext> tls);

  std::size_t number() const { return number_; }
  Tally& tally() { return tally_; }
  boost::asio::io_context& context();

  void enter(Connection& connection);
  void leave(Connection& connection);

 private:
  void listen();
  void take_arrivals();
  void welcome(Arrival arrival);
  void pause_accepting();
  void begin_draining();
  std::vector<std::shared_ptr<Connection>> all() const;
  void cut_off();
  void stop_when_empty();

  Desk& desk_;
  const std::size_t number_;
  Tally tally_;
  std::shared_ptr<const TlsContext> tls_;
  std::unordered_set<Connection*> connections_;
  bool draining_ = false;
  bool exhausted_ = false;  ///< It has been logged.

  struct Impl;
  std::unique_ptr<Impl> impl_;  ///< After connections_: the last ones die with the context.
};

}  // namespace relay::http
