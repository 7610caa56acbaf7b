#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "relay/http/deadlines.h"
#include "relay/http/desk.h"
#include "relay/http/poller.h"
#include "relay/http/shelf.h"
#include "relay/http/socket.h"
#include "relay/http/tally.h"
#include "relay/http/wire.h"

namespace relay::http {

class Connection;

/// Memory of requests that are over, for the next ones.
struct Spare {
  std::vector<Field> fields{};
  std::string head{};  ///< Of an answer.
};

/// One thread's event loop with its own listener and connections. Everything but post(), drain(),
/// wake_live() and use() belongs to the thread that is in run().
class Loop final : private Waiter {
 public:
  Loop(Desk& desk, std::size_t number, Socket listener, std::shared_ptr<const TlsContext> tls);
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  /// Until it is drained.
  void run();
  void post(std::function<void()> work);
  /// See Door.
  void wake_live();
  /// Stops listening, ends idle connections, and lets run() return when the others have had their
  /// answer, or are cut off at the drain's deadline.
  void drain();
  /// The certificate for connections from now on.
  void use(std::shared_ptr<const TlsContext> tls);

  std::size_t number() const { return number_; }
  Tally& tally() { return tally_; }
  Deadlines& deadlines() { return deadlines_; }
  Scratch& scratch() { return scratch_; }
  Spare& spare() { return spare_; }
  RequestIds& ids() { return ids_; }
  /// When this turn of the loop began, as all that it does is about.
  Shelf::Clock::time_point began() const { return deadlines_.now(); }
  /// The same by the wall clock, which is asked when the first wants to know.
  policy::Instant now();
  Shelf& shelf() { return shelf_; }

  /// A connection has had its turn and could go on: after its neighbours.
  void again(Connection& connection);
  void shook_hands(const Connection& connection);
  /// It is closed; it dies when nobody is in the middle of it.
  void leave(Connection& connection);

 private:
  using Held = std::shared_ptr<Connection>;

  /// Told when something has been posted.
  struct Bell final : Waiter {
    explicit Bell(Loop& of) : loop{of} {}
    void ready(const Readiness&) override { loop.do_posted(); }
    Loop& loop;
  };

  void ready(const Readiness& what) override;
  void take_arrivals();
  void welcome(Arrival arrival);
  void pause_accepting();
  void resume_accepting();
  void begin_draining();
  void cut_off();
  std::vector<Held> all() const;
  std::chrono::milliseconds patience() const;
  void do_posted();
  void give_turns();

  Desk& desk_;
  const std::size_t number_;
  const int last_handle_;  ///< From here on descriptors are for files.
  Tally tally_;
  Scratch scratch_;
  Spare spare_;
  RequestIds ids_;
  Shelf shelf_;
  Pieces pieces_;
  Bell bell_{*this};
  Poller poller_{bell_};
  Deadlines deadlines_;
  Deadline breath_;   ///< Until accepting goes on.
  Deadline drained_;  ///< When those that are left are cut off.
  std::optional<Socket> listener_;
  std::shared_ptr<const TlsContext> tls_;
  std::uint64_t arrivals_ = 0;
  std::map<std::uint64_t, Connection*> handshakes_;  ///< In progress, the oldest first.
  std::optional<policy::Instant> now_;               ///< Of this turn.
  bool draining_ = false;
  bool finished_ = false;
  bool exhausted_ = false;  ///< It has been logged.

  std::mutex mutex_;
  std::vector<std::function<void()>> posted_;  ///< Guarded by mutex_.
  std::vector<Held> turns_;                    ///< Who is to go on.
  std::unordered_map<Connection*, Held> connections_;
  std::vector<Held> closed_;
};

}  // namespace relay::http
