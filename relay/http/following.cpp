#include <algorithm>
#include <utility>

#include "relay/http/connection.h"
#include "relay/http/live_body.h"
#include "relay/http/loop.h"

namespace relay::http {
namespace {

/// A piece of a live body, or a read meanwhile, counts for at least so many bytes of a turn.
constexpr std::size_t kLeastPiece = 4'096;

}  // namespace

/// The head has gone. No further request is read: what comes is thrown away, and only its end is of
/// interest.
Pause Connection::begin_to_follow() {
  stage_ = Stage::Following;
  input_.clear();
  put_piece({});
  return Pause::None;
}

/// The piece that is to be sent, as it goes over the wire; empty: there is none yet.
void Connection::put_piece(std::string piece) {
  deadline_.set(piece.empty() ? limits_.pulse : limits_.rate_span);
  reply_.body = std::move(piece);
  sent_ = 0;
}

std::string Connection::framed(std::string piece) const {
  return request_.chunks ? in_chunk(piece) : std::move(piece);
}

Pause Connection::follow() {
  const Step heard = wire_->discard();
  if (heard.pause == Pause::Over) return Pause::Over;  // The client hung up.
  if (heard.pause == Pause::None) {
    turn_ -= std::min(turn_, std::max(heard.count, kLeastPiece));
    return Pause::None;
  }
  const auto& piece = std::get<std::string>(reply_.body);
  if (piece.empty()) return take_piece();
  const Pause pause = send_piece(piece);
  if (pause != Pause::None) return pause;
  if (!reply_.live) return end_live();
  put_piece({});
  return Pause::None;
}

/// Of what is over only the end is left to be sent, if the client is told of it at all.
Pause Connection::take_piece() {
  auto taken = draining_ ? std::nullopt : reply_.live->take();
  if (taken && taken->empty()) return Pause::Waiting;
  if (taken) {
    put_piece(framed(*std::move(taken)));
    return Pause::None;
  }
  reply_.live = nullptr;
  if (!request_.chunks) return end_live();
  put_piece(std::string{kLastChunk});
  return Pause::None;
}

Pause Connection::send_piece(std::string_view piece) {
  while (sent_ < piece.size()) {
    const std::string_view rest = piece.substr(sent_);
    const Step step = wire_->write({&rest, 1}, Following::Nothing);
    sent_ += step.count;
    turn_ -= std::min(turn_, std::max(step.count, kLeastPiece));
    loop_.tally().sent.add(step.count);
    if (step.pause != Pause::None) return step.pause;
  }
  return wire_->flush();
}

Pause Connection::end_live() {
  tell(true);
  return begin_to_end();
}

void Connection::wake_live() {
  if (stage_ == Stage::Following && !queued_) go_on();
}

/// Nothing had to be said for so long that the client may wonder; or it does not take what was.
void Connection::out_of_pulse() {
  if (!std::get<std::string>(reply_.body).empty()) return close();
  put_piece(framed(reply_.live->pulse()));
  wake_live();
}

/// Who takes nothing is not waited for.
void Connection::drain_live() {
  if (!std::get<std::string>(reply_.body).empty()) return close();
  wake_live();
}

}  // namespace relay::http
