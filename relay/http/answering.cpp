#include <algorithm>
#include <array>
#include <utility>

#include "policy/require.h"
#include "relay/http/connection.h"
#include "relay/http/loop.h"

namespace relay::http {
namespace {

/// A request counts for so many bytes of its connection's turn.
constexpr std::size_t kRequest = 65'536;
/// Of a file, looked for in the system's memory and if need be read ahead at a time.
constexpr std::uint64_t kAhead = 2'097'152;
/// The first time less, by which a fast client is soon known.
constexpr std::uint64_t kAheadAtFirst = Volume::kMiddling;

/// Brings it into the system's memory.
void read_ahead(const OpenFile& file, std::uint64_t offset, std::uint64_t count) {
  std::array<char, 65'536> piece;
  for (const std::uint64_t end = offset + count; offset < end; offset += piece.size()) {
    if (file.read_at(offset, piece) == 0) return;
  }
}

}  // namespace

Pause Connection::answer() {
  turn_ -= std::min(turn_, kRequest);
  request_.id = loop_.ids().next();
  request_.loop = loop_.number();
  request_.now = loop_.now();
  if (treatment_.answered == Treatment::Answered::ByWorkers) return answer_by_worker();
  return reply(answer_of(request_));
}

Pause Connection::answer_by_worker() {
  policy::require(desk_.workers != nullptr, "a door whose answers may block has workers");
  stage_ = Stage::Answering;
  deadline_.clear();
  // The worker gives its hold on us back with the answer, so that we never die in its thread.
  const bool taken = desk_.workers->run([self = shared_from_this()]() mutable {
    Loop& loop = self->loop_;
    Response response = self->answer_of(self->request_);
    loop.post([self = std::move(self), response = std::move(response)]() mutable {
      if (self->stage_ == Stage::Closed) return;
      self->go_on_after(self->reply(std::move(response)));
    });
  });
  if (taken) return Pause::Waiting;
  return reply(Response{.status = 503, .fields = {{"Retry-After", "5"}}});
}

Pause Connection::reply(Response response) {
  if (draining_) after_ = After::Close;
  delivered_ = std::exchange(response.delivered, nullptr);
  reply_ = finish(request_, std::move(response), after_, std::exchange(loop_.spare().head, {}));
  volume_ = nullptr;
  const auto* const slice = std::get_if<FileSlice>(&reply_.body);
  return slice != nullptr && slice->count != 0 ? find_file() : begin_sending();
}

/// On the loop's shelf, in the system's memory, or by waiting for the disk elsewhere.
Pause Connection::find_file() {
  const auto& slice = std::get<FileSlice>(reply_.body);
  const FileBody& file = *slice.file;
  volume_ = loop_.shelf().find(file.path, file.size, loop_.began());
  if (volume_) return begin_sending();
  auto fetched = fetch_at_once(file.path, file.size, loop_.shelf().small());
  if (auto* const volume = std::get_if<VolumePtr>(&fetched)) {
    take_file(std::move(*volume));
    return begin_sending();
  }
  stage_ = Stage::Answering;
  deadline_.clear();
  const bool taken = desk_.disk->run([self = shared_from_this()]() mutable {
    Loop& loop = self->loop_;
    const FileBody& wanted = *std::get<FileSlice>(self->reply_.body).file;
    VolumePtr volume = fetch(wanted.path, wanted.size, loop.shelf().small());
    loop.post([self = std::move(self), volume = std::move(volume)]() mutable {
      if (self->stage_ == Stage::Closed) return;
      self->take_file(std::move(volume));
      self->go_on_after(self->begin_sending());
    });
  });
  return taken ? Pause::Waiting : Pause::Over;
}

/// Nothing: it is not what it should be, and the reply becomes one that says so.
void Connection::take_file(VolumePtr volume) {
  const FileBody& file = *std::get<FileSlice>(reply_.body).file;
  volume_ = std::move(volume);
  if (volume_) return loop_.shelf().put(file.path, volume_, loop_.began());
  desk_.log(io::Level::Error, "request " + request_.id + " for " + request_.target +
                                  " failed: " + file.path.string() + " is not a readable file of " +
                                  std::to_string(file.size) + " bytes");
  reply_ = finish(request_, Response{.status = 500}, after_);
}

Pause Connection::begin_sending() {
  stage_ = Stage::Sending;
  sent_ = 0;
  at_hand_ = volume_ && volume_->at_hand ? volume_->stamp.size : 0;
  pace_ = Pace{limits_, limits_.answer_deadline};
  loop_.tally().answered(reply_.status);
  const Pause pause = send();
  // Most answers are gone by now, and need no deadline.
  const bool going_on = stage_ == Stage::Sending || stage_ == Stage::Answering;
  if (going_on && pause != Pause::Over) deadline_.set(pace_.next());
  return pause;
}

Pause Connection::send() {
  if (const auto* const text = std::get_if<std::string>(&reply_.body)) return send_text(*text);
  auto& slice = std::get<FileSlice>(reply_.body);
  if (volume_ && volume_->file) return send_file(*volume_->file, slice);
  if (!volume_) return send_text({});  // Nothing of it is to be sent.
  return send_text(std::string_view{volume_->bytes}.substr(slice.first, slice.count));
}

Pause Connection::send_text(std::string_view body) {
  const std::string_view head = reply_.head;
  while (sent_ < head.size() + body.size()) {
    const std::string_view head_rest = head.substr(std::min(sent_, head.size()));
    const std::string_view body_rest = body.substr(sent_ - std::min(sent_, head.size()));
    const std::array parts{head_rest.empty() ? body_rest : head_rest, body_rest};
    const Step step = wire_->write(
        std::span{parts}.first(head_rest.empty() || body_rest.empty() ? 1 : 2), Following::Nothing);
    sent_ += step.count;
    pace_.moved(step.count);
    loop_.tally().sent.add(step.count);
    if (step.pause != Pause::None) return step.pause;
  }
  return answered();
}

Pause Connection::send_file(const OpenFile& file, FileSlice& slice) {
  while (sent_ < reply_.head.size()) {
    const std::string_view rest = std::string_view{reply_.head}.substr(sent_);
    const Step step = wire_->write({&rest, 1}, Following::More);
    sent_ += step.count;
    loop_.tally().sent.add(step.count);
    if (step.pause != Pause::None) return step.pause;
  }
  while (slice.count > 0) {
    if (turn_ == 0) return Pause::None;  // Its neighbours first.
    if (slice.first >= at_hand_) {
      keep_ready();
      if (!fetched_ahead(file, slice)) return Pause::Waiting;
    }
    const Step step = wire_->send(file, slice.first, std::min(slice.count, at_hand_ - slice.first));
    slice.first += step.count;
    slice.count -= step.count;
    turn_ -= std::min(turn_, step.count);
    pace_.moved(step.count);
    loop_.tally().sent.add(step.count);
    if (step.pause != Pause::None) return step.pause;
  }
  return answered();
}

/// Who took the last piece at a megabyte a second has much waiting in the system, who did not
/// little; of the first one, which is small, within a second.
void Connection::keep_ready() {
  const auto now = loop_.began();
  const std::chrono::milliseconds due{std::max<std::uint64_t>(piece_ / 1'049, 1'000)};
  const bool fast = now - std::exchange(piece_began_, now) < due;
  if (at_hand_ == 0) return;  // Nothing of this file was taken yet.
  const Unsent wanted = fast ? Unsent::Much : Unsent::Little;
  if (std::exchange(unsent_, wanted) != wanted) wire_->keep_ready(wanted);
}

/// Whether the next piece of it is in the system's memory; if not, it is read elsewhere meanwhile,
/// so that one slow disk does not stop a loop.
bool Connection::fetched_ahead(const OpenFile& file, const FileSlice& slice) {
  const bool unknown = at_hand_ == 0 && unsent_ == Unsent::Little;
  const std::uint64_t count = std::min(slice.count, unknown ? kAheadAtFirst : kAhead);
  piece_ = count;
  at_hand_ = slice.first + count;
  if (file.at_hand(slice.first, count)) return true;
  stage_ = Stage::Answering;  // The deadline of sending goes on.
  (void)desk_.disk->run([self = shared_from_this(), first = slice.first, count]() mutable {
    Loop& loop = self->loop_;
    read_ahead(*self->volume_->file, first, count);
    loop.post([self = std::move(self)] {
      if (self->stage_ == Stage::Closed) return;
      self->stage_ = Stage::Sending;
      if (!self->queued_) self->go_on();
    });
  });
  return false;
}

Pause Connection::answered() {
  const Pause pause = wire_->flush();
  if (pause != Pause::None) return pause;
  volume_ = nullptr;
  if (reply_.live) return begin_to_follow();
  tell(true);
  return reply_.after == After::Keep ? await_request() : begin_to_end();
}

Pause Connection::begin_to_end() {
  stage_ = Stage::Ending;
  deadline_.set(limits_.linger);
  return Pause::None;
}

void Connection::tell(bool sent) {
  if (!delivered_) return;
  std::exchange(delivered_, nullptr)({reply_.status, sent && reply_.to_the_end});
}

/// Closing at once would take the last answer back from under a client that is still sending; one
/// that asked for the end is not.
Pause Connection::end() {
  const Pause pause = wire_->end();
  if (pause != Pause::None) return pause;
  if (asked_to_close_ && input_.empty()) return Pause::Over;
  wire_->stop_sending();
  stage_ = Stage::Lingering;
  return Pause::None;
}

/// Nobody keeps the loop busy by sending what nobody reads.
Pause Connection::linger() {
  const Step step = wire_->discard();
  turn_ -= std::min(turn_, step.count);
  return step.pause;
}

}  // namespace relay::http
