#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "relay/http/admission.h"
#include "relay/http/alarm.h"
#include "relay/http/desk.h"
#include "relay/http/head_rules.h"
#include "relay/http/reply.h"
#include "relay/http/wire.h"

namespace relay::http {

class Loop;

/// Who calls, and the place that is kept for the caller.
struct Caller {
  policy::Address address{};
  Admission::Ticket place;
};

/// One client: requests one after the other, each read whole, answered whole, in order. Knows no
/// socket. Lives in its loop's thread, kept alive by the one call that it waits for; only
/// answer_of() may run in another. Here is the boundary where an answer's exception becomes a 500.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Desk& desk, Loop& loop, std::unique_ptr<Wire> wire, Caller caller);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void start();
  /// No further request after the one in progress.
  void drain();
  /// The client authorities are other ones: whoever showed a certificate has to show it again.
  void judge_anew();

 private:
  enum class Phase {
    Waiting,  ///< For the handshake or the first byte of a request: may be closed at any time.
    Receiving,
    Answering,
    Closed,
  };
  using Step = void (Connection::*)(std::size_t count);

  Wire::Report then(Step step);
  void close_after(std::chrono::milliseconds span);

  void shook_hands(std::size_t);
  void await_request(std::size_t);
  void look_for_head();
  void head_came(std::size_t count);
  void take_head(std::size_t length);
  void introduce();
  std::optional<Refusal> against(const Head& head) const;
  void take_body(const Head& head);
  void read_body(std::size_t);
  void body_came(std::size_t count);
  void refuse(const Refusal& refusal);

  void answer();
  Response answer_of(const Request& request) const;
  void reply(Response response);
  bool open_file();
  void send_turn(std::size_t);
  void turn_sent(std::size_t count);
  void answered();
  void tell(bool sent);
  void ended(std::size_t);
  void close();

  Desk& desk_;
  const Limits& limits_;
  Loop& loop_;
  const std::unique_ptr<Wire> wire_;
  const Caller caller_;
  Alarm alarm_;

  Phase phase_ = Phase::Waiting;
  bool secured_ = false;  ///< The handshake is over; a plain connection's always is.
  bool draining_ = false;
  std::size_t requests_ = 0;
  std::string input_;  ///< Arrived, not taken yet; while a head is being read also room for more.
  std::size_t filled_ = 0;  ///< How much of the string that is being read into has arrived.
  HeadScan scan_;
  Request request_;
  Treatment treatment_;
  std::uint64_t body_missing_ = 0;
  After after_ = After::Close;
  Reply reply_;
  std::function<void(const Delivery&)> delivered_;  ///< Until it was told.
  std::optional<OpenFile> file_;
};

}  // namespace relay::http
