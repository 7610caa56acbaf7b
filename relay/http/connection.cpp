#include "relay/http/connection.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "policy/require.h"
#include "relay/http/forwarded.h"
#include "relay/http/loop.h"
#include "relay/http/target.h"

namespace relay::http {
namespace {

constexpr std::size_t kHeadChunk = 4'096;
constexpr std::size_t kBodyChunk = 65'536;

}  // namespace

Connection::Connection(Desk& desk, Loop& loop, std::unique_ptr<Wire> wire, Caller caller)
    : desk_{desk},
      limits_{desk.settings.limits},
      loop_{loop},
      wire_{std::move(wire)},
      caller_{std::move(caller)},
      alarm_{loop.context()},
      scan_{limits_} {
  loop_.enter(*this);
}

Connection::~Connection() {
  loop_.leave(*this);
}

void Connection::start() {
  close_after(limits_.handshake_deadline);
  wire_->handshake(then(&Connection::shook_hands));
}

void Connection::drain() {
  draining_ = true;
  if (phase_ == Phase::Waiting) close();
}

void Connection::judge_anew() {
  if (!secured_ || wire_->shown().certificate) drain();
}

/// The next step, if the call that it waits for succeeds; else the connection is over.
Wire::Report Connection::then(Step step) {
  return [self = shared_from_this(), step](std::error_code error, std::size_t count) {
    if (error || self->phase_ == Phase::Closed) return self->close();
    (self.get()->*step)(count);
  };
}

/// A deadline that nothing but the next one, or its clearing, takes away.
void Connection::close_after(std::chrono::milliseconds span) {
  alarm_.set(span, [self = shared_from_this()] { self->close(); });
}

void Connection::shook_hands(std::size_t) {
  secured_ = true;
  if (const auto& doubt = wire_->shown().doubt; !doubt.empty()) {
    desk_.log(io::Level::Debug, "the certificate that " + caller_.address.text() +
                                    " showed does not count: " + doubt);
  }
  await_request(0);
}

void Connection::await_request(std::size_t) {
  if (input_.empty() && draining_) return close();
  phase_ = input_.empty() ? Phase::Waiting : Phase::Receiving;
  close_after(input_.empty() ? limits_.idle : limits_.head_deadline);
  scan_ = HeadScan{limits_};
  look_for_head();
}

void Connection::look_for_head() {
  const auto length = scan_.look(input_);
  if (!length) return refuse(length.error());
  if (*length) return take_head(**length);
  filled_ = input_.size();
  input_.resize(filled_ + kHeadChunk);
  wire_->read(std::span{input_}.subspan(filled_), then(&Connection::head_came));
}

void Connection::head_came(std::size_t count) {
  input_.resize(filled_ + count);
  if (std::exchange(phase_, Phase::Receiving) == Phase::Waiting) {
    close_after(limits_.head_deadline);
  }
  look_for_head();
}

void Connection::take_head(std::size_t length) {
  auto head = read_head(std::string_view{input_}.substr(0, length));
  if (!head) return refuse(head.error());
  request_ = Request{.method = head->method, .target = head->target, .fields = head->fields};
  auto target = read_target(head->target);
  if (!target) return refuse(target.error());
  request_.path = std::move(target->path);
  request_.query = std::move(target->query);
  introduce();
  if (const auto refusal = against(*head)) return refuse(*refusal);

  ++requests_;
  after_ = head->keep_alive && requests_ < limits_.requests ? After::Keep : After::Close;
  input_.erase(0, length);
  take_body(*head);
}

/// Who asks, and how the request is to be treated.
void Connection::introduce() {
  const DoorSettings& settings = desk_.settings;
  const auto peer = caller_of(request_.fields, caller_.address, settings.proxies);
  request_.peer = peer.value_or(policy::Address{});
  request_.peer_known = peer.has_value();
  request_.secure = settings.tls.has_value();
  if (!among(settings.proxies, caller_.address)) request_.certificate = wire_->shown().certificate;
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

void Connection::take_body(const Head& head) {
  const std::size_t here = std::min<std::uint64_t>(head.body, input_.size());
  request_.body = input_.substr(0, here);
  input_.erase(0, here);
  body_missing_ = head.body - here;
  if (body_missing_ == 0) return answer();
  close_after(limits_.body_deadline);
  if (!head.expects_continue) return read_body(0);
  wire_->write("HTTP/1.1 100 Continue\r\n\r\n", then(&Connection::read_body));
}

void Connection::read_body(std::size_t) {
  filled_ = request_.body.size();
  request_.body.resize(filled_ + std::min<std::uint64_t>(body_missing_, kBodyChunk));
  wire_->read(std::span{request_.body}.subspan(filled_), then(&Connection::body_came));
}

void Connection::body_came(std::size_t count) {
  request_.body.resize(filled_ + count);
  body_missing_ -= count;
  body_missing_ == 0 ? answer() : read_body(0);
}

/// The rest of the input cannot be trusted to begin with a request: the connection ends.
void Connection::refuse(const Refusal& refusal) {
  phase_ = Phase::Answering;
  loop_.tally().refused.add();
  request_.id = desk_.ids.next();
  request_.now = desk_.clock.now();
  after_ = After::Close;
  desk_.log(io::Level::Debug, "request " + request_.id + " from " + caller_.address.text() +
                                  " refused with " + std::to_string(refusal.status) + ": " +
                                  refusal.sentence);
  reply(Response{.status = refusal.status});
}

void Connection::answer() {
  phase_ = Phase::Answering;
  alarm_.clear();
  request_.id = desk_.ids.next();
  request_.loop = loop_.number();
  request_.now = desk_.clock.now();
  if (treatment_.answered == Treatment::Answered::InLoop) return reply(answer_of(request_));
  policy::require(desk_.workers != nullptr, "a door whose answers may block has workers");
  // The worker gives its hold on us back with the answer, so that we never die in its thread.
  desk_.workers->run([self = shared_from_this()]() mutable {
    Loop& loop = self->loop_;
    Response response = self->answer_of(self->request_);
    loop.post([self = std::move(self), response = std::move(response)]() mutable {
      if (self->phase_ != Phase::Closed) self->reply(std::move(response));
    });
  });
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

void Connection::reply(Response response) {
  if (draining_) after_ = After::Close;
  delivered_ = std::exchange(response.delivered, nullptr);
  reply_ = finish(request_, std::move(response), after_);
  if (!open_file()) reply_ = finish(request_, Response{.status = 500}, after_);
  if (const auto* const text = std::get_if<std::string>(&reply_.body)) reply_.head += *text;
  loop_.tally().answered(reply_.status);
  loop_.tally().sent.add(reply_.head.size());
  close_after(limits_.slowest_write);
  wire_->write(reply_.head, then(&Connection::send_turn));
}

/// False when there is a file to be sent and it is not what it should be.
bool Connection::open_file() {
  const auto* const slice = std::get_if<FileSlice>(&reply_.body);
  if (slice == nullptr) return true;
  file_ = OpenFile::open(slice->path, slice->size);
  if (!file_) {
    desk_.log(io::Level::Error, "request " + request_.id + " for " + request_.target + " failed: " +
                                    slice->path.string() + " is not a readable file of " +
                                    std::to_string(slice->size) + " bytes");
  }
  return file_.has_value();
}

void Connection::send_turn(std::size_t) {
  const auto* const slice = std::get_if<FileSlice>(&reply_.body);
  if (slice == nullptr || slice->count == 0) return answered();
  close_after(limits_.slowest_write);
  wire_->send(*file_, slice->first, slice->count, then(&Connection::turn_sent));
}

void Connection::turn_sent(std::size_t count) {
  auto& slice = std::get<FileSlice>(reply_.body);
  loop_.tally().sent.add(count);
  slice.first += count;
  slice.count -= count;
  send_turn(0);
}

void Connection::answered() {
  file_.reset();
  tell(true);
  if (reply_.after == After::Keep) return await_request(0);
  close_after(limits_.linger);
  wire_->end(then(&Connection::ended));
}

void Connection::tell(bool sent) {
  if (!delivered_) return;
  std::exchange(delivered_, nullptr)({reply_.status, sent && reply_.to_the_end});
}

void Connection::ended(std::size_t) {
  close();
}

void Connection::close() {
  if (std::exchange(phase_, Phase::Closed) == Phase::Closed) return;
  if (!secured_) loop_.tally().handshakes_failed.add();
  tell(false);
  alarm_.clear();
  wire_->close();
}

}  // namespace relay::http
