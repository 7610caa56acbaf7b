#include "relay/http/connection.h"

#include <algorithm>
#include <exception>
#include <memory>
#include <utility>

#include "relay/http/forwarded.h"
#include "relay/http/loop.h"
#include "relay/http/target.h"

namespace relay::http {
namespace {

/// What one connection may do before the loop turns to its neighbours: bytes of files, for some of
/// which each request counts.
constexpr std::size_t kTurnOfFiles = 2'097'152;
/// Any read counts for so many.
constexpr std::size_t kLeast = 64;
/// As `= {}`, but for a new one that is moved there.
template <class T>
void renew(T& old) {
  std::destroy_at(&old);
  std::construct_at(&old);
}

constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace

Connection::Connection(Desk& desk, Loop& loop, std::unique_ptr<Wire> wire, Caller caller)
    : desk_{desk},
      limits_{desk.settings.limits},
      loop_{loop},
      wire_{std::move(wire)},
      caller_{std::move(caller)},
      deadline_{loop.deadlines(), [this] { out_of_time(); }},
      scan_{limits_},
      pace_{limits_, Pace::Span::zero()} {}

void Connection::start() {
  deadline_.set(limits_.handshake_deadline);
  go_on();
}

void Connection::ready(const Readiness& what) {
  wire_->ready(what);
  if (!queued_) go_on();
}

void Connection::take_turn() {
  queued_ = false;
  go_on();
}

void Connection::go_on() {
  turn_ = kTurnOfFiles;
  while (stage_ != Stage::Closed) {
    if (turn_ == 0) {
      queued_ = true;
      return loop_.again(*this);
    }
    const Pause pause = step();
    if (pause == Pause::Over) return close();
    if (pause != Pause::None) return;
  }
}

void Connection::go_on_after(Pause pause) {
  if (pause == Pause::Over) close();
  if (pause == Pause::None && !queued_) go_on();
}

Pause Connection::step() {
  switch (stage_) {
    case Stage::Handshake:
      return shake_hands();
    case Stage::Idle:
    case Stage::Head:
      return read_head();
    case Stage::Body:
      return read_body();
    case Stage::Answering:
      return Pause::Waiting;
    case Stage::Sending:
      return send();
    case Stage::Following:
      return follow();
    case Stage::Ending:
      return end();
    case Stage::Lingering:
      return linger();
    case Stage::Closed:
      break;
  }
  return Pause::Over;
}

void Connection::drain() {
  draining_ = true;
  if (stage_ == Stage::Handshake || (stage_ == Stage::Idle && requests_ == 0)) return close();
  if (stage_ == Stage::Following) return drain_live();
  if (stage_ != Stage::Idle) return;
  asked_to_close_ = false;
  go_on_after(begin_to_end());
}

void Connection::judge_anew() {
  judged_anew_ = true;
  if (stage_ != Stage::Handshake && wire_->shown().certificate) drain();
}

Pause Connection::shake_hands() {
  const Pause pause = wire_->handshake();
  if (pause != Pause::None) return pause;
  loop_.shook_hands(*this);
  if (const auto& doubt = wire_->shown().doubt; !doubt.empty()) {
    desk_.log(io::Level::Debug, "the certificate that " + caller_.address.text() +
                                    " showed does not count: " + doubt);
  }
  draining_ = draining_ || (judged_anew_ && wire_->shown().certificate);
  return await_request();
}

Pause Connection::await_request() {
  scan_ = HeadScan{limits_};
  Spare& spare = loop_.spare();
  spare.fields.swap(request_.fields);
  spare.head.swap(reply_.head);
  renew(request_);
  renew(reply_);
  stage_ = input_.empty() ? Stage::Idle : Stage::Head;
  if (input_.empty() && draining_) {
    // The client may have sent more, and would lose the answer before if we closed over that.
    asked_to_close_ = false;
    return begin_to_end();
  }
  looked_ = input_.empty();
  deadline_.set(input_.empty() ? limits_.idle : limits_.head_deadline);
  return Pause::None;
}

Pause Connection::read_head() {
  if (!std::exchange(looked_, true)) return look_for_head(std::exchange(input_, {}));
  auto& scratch = loop_.scratch().input;
  const Step step = wire_->read(scratch);
  if (step.pause != Pause::None) return step.pause;
  turn_ -= std::min(turn_, std::max(step.count, kLeast));
  const std::string_view came{scratch.data(), step.count};
  if (input_.empty()) return look_for_head(came);
  input_ += came;
  return look_for_head(std::exchange(input_, {}));
}

/// `bytes`: all that has come since the last request. They are kept only if they are no whole head.
Pause Connection::look_for_head(std::string_view bytes) {
  const auto length = scan_.look(bytes);
  if (!length) return refuse(length.error());
  if (*length) return take_head(bytes.substr(0, **length), bytes.substr(**length));
  input_ = bytes;
  if (std::exchange(stage_, Stage::Head) == Stage::Idle) deadline_.set(limits_.head_deadline);
  return Pause::None;
}

Pause Connection::take_head(std::string_view text, std::string_view rest) {
  input_ = rest;
  auto head = http::read_head(text, std::exchange(loop_.spare().fields, {}));
  if (!head) return refuse(head.error());
  request_.method = head->method;
  request_.chunks = head->chunks;
  request_.target = std::move(head->target);
  request_.fields = std::move(head->fields);
  auto target = read_target(request_.target);
  if (!target) return refuse(target.error());
  request_.path = std::move(target->path);
  request_.query = std::move(target->query);
  introduce();
  if (const auto refusal = against(*head)) return refuse(*refusal);

  ++requests_;
  asked_to_close_ = !head->keep_alive;
  after_ = head->keep_alive && requests_ < limits_.requests ? After::Keep : After::Close;
  return take_body(*head);
}

/// Who asks, and how the request is to be treated.
void Connection::introduce() {
  const DoorSettings& settings = desk_.settings;
  const auto peer = caller_of(request_.fields, caller_.address, settings.proxies);
  request_.peer = peer.value_or(policy::Address{});
  request_.peer_known = peer.has_value();
  request_.forwarded = among(settings.proxies, caller_.address);
  request_.secure = settings.tls.has_value();
  const Shown& shown = wire_->shown();
  // What is over since the handshake counts as little as it would in a new one, which is due.
  const bool over = shown.certificate && desk_.clock.now() >= shown.until;
  draining_ = draining_ || over;
  if (!request_.forwarded && !over) request_.certificate = shown.certificate;
  using Answered = Treatment::Answered;
  treatment_ = settings.treatment
                   ? settings.treatment(request_)
                   : Treatment{.body = limits_.body,
                               .answered = desk_.workers ? Answered::ByWorkers : Answered::InLoop};
}

/// What is wrong with a well-formed request at this door.
std::optional<Refusal> Connection::against(const Head& head) const {
  const auto& hosts = desk_.settings.hosts;
  const auto named = [&head](const std::string& host) { return same_name(host, head.host); };
  if (!hosts.empty() && std::ranges::none_of(hosts, named)) {
    return Refusal{421, "this door does not answer for host '" + head.host + "'"};
  }
  if (head.body > treatment_.body) {
    return Refusal{413, "a body of " + std::to_string(head.body) + " bytes, where " +
                            std::to_string(treatment_.body) + " are allowed"};
  }
  return std::nullopt;
}

Pause Connection::take_body(const Head& head) {
  if (head.body == 0) return answer();
  const std::size_t here = std::min<std::uint64_t>(head.body, input_.size());
  request_.body = input_.substr(0, here);
  input_.erase(0, here);
  body_missing_ = head.body - here;
  if (body_missing_ == 0) return answer();
  stage_ = Stage::Body;
  said_continue_ = !head.expects_continue;
  pace_ = Pace{limits_, limits_.body_deadline};
  deadline_.set(pace_.next());
  return Pause::None;
}

Pause Connection::read_body() {
  if (!said_continue_) {
    const Step step = wire_->write({&kContinue, 1}, Following::Nothing);
    // A connection that has no room for so little does not read what it was sent before.
    if (step.count != kContinue.size()) return Pause::Over;
    said_continue_ = true;
  }
  auto& scratch = loop_.scratch().input;
  const std::size_t room = std::min<std::uint64_t>(body_missing_, scratch.size());
  const Step step = wire_->read(std::span{scratch}.first(room));
  turn_ -= std::min(turn_, std::max(step.count, kLeast));
  request_.body.append(scratch.data(), step.count);
  pace_.moved(step.count);
  body_missing_ -= step.count;
  return body_missing_ == 0 ? answer() : step.pause;
}

/// The rest of the input cannot be trusted to begin with a request: the connection ends.
Pause Connection::refuse(const Refusal& refusal) {
  loop_.tally().refused.add();
  request_.id = loop_.ids().next();
  request_.now = desk_.clock.now();
  after_ = After::Close;
  asked_to_close_ = false;
  desk_.log(io::Level::Debug, "request " + request_.id + " from " + caller_.address.text() +
                                  " refused with " + std::to_string(refusal.status) + ": " +
                                  refusal.sentence);
  return reply(Response{.status = refusal.status});
}

Response Connection::answer_of(const Request& request) const {
  try {
    return desk_.answer(request);
  } catch (const std::exception& failure) {
    // A request boundary: this answer is lost, the door is not.
    desk_.log(io::Level::Error,
              "request " + request.id + " for " + request.target + " failed: " + failure.what());
    return Response{.status = 500};
  }
}

void Connection::out_of_time() {
  if (stage_ == Stage::Following) return out_of_pulse();
  const bool fetching = stage_ == Stage::Answering && volume_;
  const bool moving = stage_ == Stage::Body || stage_ == Stage::Sending || fetching;
  if (!moving || !pace_.kept_up()) return close();
  deadline_.set(pace_.next());
}

void Connection::close() {
  const Stage last = std::exchange(stage_, Stage::Closed);
  if (last == Stage::Closed) return;
  if (last == Stage::Handshake) {
    loop_.shook_hands(*this);
    loop_.tally().handshakes_failed.add();
  }
  tell(false);
  deadline_.clear();
  wire_->close();
  loop_.leave(*this);
}

}  // namespace relay::http
