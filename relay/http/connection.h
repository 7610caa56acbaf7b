#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "relay/http/admission.h"
#include "relay/http/deadlines.h"
#include "relay/http/desk.h"
#include "relay/http/head_rules.h"
#include "relay/http/pace.h"
#include "relay/http/poller.h"
#include "relay/http/reply.h"
#include "relay/http/shelf.h"
#include "relay/http/wire.h"

namespace relay::http {

class Loop;

/// Who calls, and the place that is kept for the caller.
struct Caller {
  policy::Address address{};
  Admission::Ticket place;
  std::uint64_t number = 0;  ///< In the order in which its loop took them.
};

/// One client: requests one after the other, each read whole, answered whole, in order. Goes on
/// whenever its socket can, or somebody has done what it waits for, until it would block or has had
/// its turn. Lives in its loop's thread; only answer_of() may run in another. Here is the boundary
/// where an answer's exception becomes a 500.
class Connection final : public Waiter, public std::enable_shared_from_this<Connection> {
 public:
  Connection(Desk& desk, Loop& loop, std::unique_ptr<Wire> wire, Caller caller);

  int socket() const { return wire_->socket(); }
  std::uint64_t number() const { return caller_.number; }
  bool is_closed() const { return stage_ == Stage::Closed; }
  void start();
  void ready(const Readiness& what) override;
  void go_on();
  /// The one that it asked for with Loop::again().
  void take_turn();
  /// After something that was waited for: it says whether there is more to wait for.
  void go_on_after(Pause pause);
  /// There is no more room for who is not there yet.
  void give_up() { close(); }
  /// A live body may have more to send.
  void wake_live();
  /// No further request after the one in progress; what is live ends.
  void drain();
  /// The client authorities are other ones: whoever showed a certificate has to show it again.
  void judge_anew();

 private:
  enum class Stage {
    Handshake,
    Idle,  ///< Not a byte of a request has come.
    Head,
    Body,
    Answering,  ///< By a worker, or with a file that is being fetched.
    Sending,
    Following,  ///< A live body.
    Ending,
    Lingering,  ///< Until the client has read all and closes.
    Closed,
  };

  // connection.cpp: who calls, and what is asked.
  Pause step();
  Pause shake_hands();
  Pause await_request();
  Pause read_head();
  Pause look_for_head(std::string_view bytes);
  Pause take_head(std::string_view head, std::string_view rest);
  void introduce();
  std::optional<Refusal> against(const Head& head) const;
  Pause take_body(const Head& head);
  Pause read_body();
  Pause refuse(const Refusal& refusal);
  Response answer_of(const Request& request) const;
  void out_of_time();
  void close();

  // answering.cpp: what is answered.
  Pause answer();
  Pause answer_by_worker();
  Pause reply(Response response);
  Pause find_file();
  void take_file(VolumePtr volume);
  Pause begin_sending();
  Pause send();
  Pause send_text(std::string_view body);
  Pause send_file(const OpenFile& file, FileSlice& slice);
  void keep_ready();
  bool fetched_ahead(const OpenFile& file, const FileSlice& slice);
  Pause answered();
  void tell(bool sent);
  Pause begin_to_end();
  Pause end();
  Pause linger();

  // following.cpp: what goes on for as long as it is followed.
  Pause begin_to_follow();
  void put_piece(std::string piece);
  std::string framed(std::string piece) const;
  Pause follow();
  Pause take_piece();
  Pause send_piece(std::string_view piece);
  Pause end_live();
  void out_of_pulse();
  void drain_live();

  Desk& desk_;
  const Limits& limits_;
  Loop& loop_;
  const std::unique_ptr<Wire> wire_;
  const Caller caller_;
  Deadline deadline_;

  Stage stage_ = Stage::Handshake;
  bool draining_ = false;
  bool queued_ = false;       ///< It has asked for a turn, and goes on then.
  bool judged_anew_ = false;  ///< Since it came.
  bool looked_ = true;        ///< For a head in all of input_.
  std::size_t turn_ = 0;      ///< Bytes and requests that it may still have before its neighbours.
  std::size_t requests_ = 0;
  std::string input_;  ///< Arrived, not taken yet.
  HeadScan scan_;
  Request request_;
  Treatment treatment_;
  std::uint64_t body_missing_ = 0;
  bool said_continue_ = true;
  After after_ = After::Close;
  bool asked_to_close_ = false;
  Pace pace_;

  Reply reply_;
  std::size_t sent_ = 0;  ///< Of the head and a body that is in memory; of a live one's piece.
  VolumePtr volume_;      ///< Of a reply with a file.
  Unsent unsent_ = Unsent::Little;
  Deadlines::Clock::time_point piece_began_{};
  std::uint64_t piece_ = 0;    ///< Bytes of the file that were looked for at last.
  std::uint64_t at_hand_ = 0;  ///< Up to here the file may be read without waiting for the disk.
  std::function<void(const Delivery&)> delivered_;  ///< Until it was told.
};

}  // namespace relay::http
