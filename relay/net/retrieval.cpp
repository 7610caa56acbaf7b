#include "relay/net/retrieval.h"

#include <algorithm>
#include <utility>

#include "relay/net/intake.h"
#include "relay/net/rate_watch.h"
#include "relay/net/redirect.h"
#include "relay/net/retry_after.h"

namespace relay::net {
namespace {

using policy::Refused;
using policy::Result;
using Kind = Unreachable::Kind;
using std::chrono::milliseconds;

bool printable(const std::string& text) {
  return std::ranges::none_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

std::string range_field(const ByteRange& range) {
  return "Range: bytes=" + std::to_string(range.first) + "-" + std::to_string(range.last);
}

}  // namespace

Retrieval::Retrieval(const FetchSettings& settings, const io::Clock& clock, const Ask& ask,
                     Sink& sink)
    : settings_{settings},
      clock_{clock},
      ask_{ask},
      sink_{sink},
      until_{clock.since_boot() + settings.total_deadline} {}

Result<Answer, Unreachable> Retrieval::run() {
  if (auto wrong = malformed()) return Refused{*std::move(wrong)};
  first_ = *Url::parse(ask_.url);
  for (unsigned attempts = 1;; ++attempts) {
    auto outcome = attempt();
    if (outcome) return *std::move(outcome);
    const bool last = attempts == settings_.attempts || pressed();
    if (!outcome.error().again || last) return Refused{named(std::move(outcome.error().why))};
    prepare_again();
  }
}

std::optional<Unreachable> Retrieval::malformed() const {
  const auto url = Url::parse(ask_.url);
  if (!url || url->host.empty())
    return unreachable(Kind::NotWanted, "not a URL that can be fetched");
  if (url->scheme != "http" && url->scheme != "https") {
    return unreachable(Kind::NotWanted,
                       url->shown() + ": '" + url->scheme + "' is neither http nor https");
  }
  if (!printable(ask_.if_none_match + ask_.if_modified_since + ask_.user_agent)) {
    return unreachable(Kind::NotWanted,
                       url->shown() + ": control characters in what is to be sent");
  }
  if (ask_.range && ask_.range->last < ask_.range->first) {
    return unreachable(Kind::NotWanted,
                       url->shown() + ": asked for a range that ends before it begins");
  }
  return std::nullopt;
}

Retrieval::Attempted<Answer> Retrieval::attempt() {
  here_ = first_;
  bool from_inside = true;  // What the administrator named may be anywhere.
  for (unsigned redirects = 0;; ++redirects) {
    const bool direct = settings_.line.proxy.empty();
    const auto& inside = settings_.inside;
    Exchange exchange{settings_.line, request(here_), [&](const policy::Address& to) {
                        return !direct || from_inside || !lies_in(inside, to);
                      }};
    const auto course = hear(exchange);
    if (!course) return Refused{course.error()};
    switch (course->step) {
      case Course::Step::NotModified:
        return answer(*exchange.head(), 304);
      case Course::Step::StartOver:
        resume_.reset();
        version_.reset();
        return Refused{
            Trouble{unreachable(Kind::TooShort, "breaks off, and the rest cannot be had"), true}};
      case Course::Step::TakeBody:
        return take(exchange, *course);
      case Course::Step::Follow:
        break;
    }
    if (redirects == kMostRedirects) {
      return Refused{Trouble{unreachable(
          Kind::NotWanted, "redirects more than " + std::to_string(kMostRedirects) + " times")}};
    }
    const auto peer = exchange.peer();
    from_inside = direct ? peer && lies_in(inside, *peer) : names_inside(inside, here_.host);
    auto next = redirected(here_, *exchange.head());
    if (!next) return Refused{Trouble{next.error()}};
    if (!direct && !from_inside && names_inside(inside, next->host)) {
      return Refused{Trouble{unreachable(
          Kind::NotWanted, "redirects to '" + next->host + "', an address of the inside")}};
    }
    here_ = *std::move(next);
  }
}

Retrieval::Attempted<Course> Retrieval::hear(Exchange& exchange) const {
  const auto head_until = clock_.since_boot() + settings_.header_deadline;
  for (bool ended = false; !exchange.head(); ended = exchange.step()) {
    if (auto why = exchange.failure()) return Refused{Trouble{*std::move(why)}};
    if (ended) {
      return Refused{Trouble{unreachable(Kind::NoConnection, "ends in the middle of its head")}};
    }
    if (auto why = pressed(head_until)) return Refused{Trouble{*std::move(why)}};
  }
  auto course = judge(*exchange.head(), wanted());
  if (course) return *course;
  Unreachable why = course.error();
  if (why.kind == Kind::Status) {
    why.retry_after = retry_after(exchange.head()->retry_after, clock_.now());
  }
  return Refused{Trouble{std::move(why)}};
}

Result<Url, Unreachable> Retrieval::redirected(const Url& from, const AnswerHead& head) const {
  auto next = follow(from, head.location);
  if (!next) return Refused{unreachable(Kind::NotWanted, next.error().why)};
  if (same_origin(first_, *next)) {
    next->user = first_.user;
    next->password = first_.password;
  }
  return *std::move(next);
}

Retrieval::Attempted<Answer> Retrieval::take(Exchange& exchange, const Course& course) {
  const AnswerHead head = *exchange.head();
  if (course.whole) {
    if (received_ > 0) sink_.restart();
    received_ = 0;
    version_.reset();
    if (!ask_.range && head.has_strong_etag() && head.length)
      version_ = {head.etag, 0, *head.length};
  }
  const auto before = received_;
  Intake intake{course.promise, ask_.size_cap - before, sink_};
  RateWatch rate{settings_.minimum_rate, settings_.rate_window, clock_.since_boot()};
  for (bool ended = false;; ended = exchange.step()) {
    auto wrong = intake.add(exchange.take_body());
    const bool by_itself = ended && !exchange.failure() && head.chunked && !course.promise.length;
    if (!wrong && by_itself) wrong = intake.end();
    received_ = before + intake.delivered();
    if (wrong) return Refused{Trouble{*std::move(wrong)}};
    if (by_itself && ask_.range && intake.delivered() == 0) {
      return Refused{Trouble{unreachable(Kind::Status, "has only " + std::to_string(intake.seen()) +
                                                           " bytes, none of those asked for")}};
    }
    if (intake.complete() || by_itself) return answer(head, ask_.range ? 206 : 200);
    if (ended) return broken(exchange, intake.seen());
    if (auto why = pressed()) return Refused{Trouble{*std::move(why)}};
    if (rate.too_slow(clock_.since_boot(), intake.seen())) {
      return Refused{Trouble{unreachable(
          Kind::TooSlow, "sends fewer than " + std::to_string(settings_.minimum_rate) +
                             " bytes per second over " + policy::show(settings_.rate_window))}};
    }
  }
}

Retrieval::Attempted<Answer> Retrieval::broken(const Exchange& exchange, std::uint64_t seen) {
  auto why = exchange.failure();
  if (why && why->kind == Kind::NotWanted) return Refused{Trouble{*std::move(why)}};
  const auto* const head = exchange.head();
  std::string what = "breaks off after " + std::to_string(seen);
  if (head != nullptr && head->length) what += " of " + std::to_string(*head->length);
  what += " bytes";
  if (why && why->kind != Kind::TooShort) what += ": " + why->what;
  return Refused{Trouble{unreachable(Kind::TooShort, std::move(what)), true}};
}

void Retrieval::prepare_again() {
  resume_.reset();
  if (version_ && received_ > 0) {
    resume_ = version_;
    resume_->received = received_;
    sink_.resumed();
    return;
  }
  if (received_ > 0) sink_.restart();
  received_ = 0;
}

Request Retrieval::request(const Url& url) const {
  Request request{.url = url.whole()};
  if (same_origin(first_, url)) {
    request.user = first_.user;
    request.password = first_.password;
  }
  request.user_agent = ask_.user_agent.empty() ? settings_.user_agent : ask_.user_agent;
  request.fields = {"Accept: */*", "Accept-Encoding: identity"};
  if (resume_) {
    request.fields.push_back("Range: bytes=" + std::to_string(resume_->received) + "-");
    request.fields.push_back("If-Range: " + resume_->etag);
    return request;
  }
  if (ask_.range) request.fields.push_back(range_field(*ask_.range));
  if (!ask_.if_none_match.empty()) request.fields.push_back("If-None-Match: " + ask_.if_none_match);
  if (!ask_.if_modified_since.empty()) {
    request.fields.push_back("If-Modified-Since: " + ask_.if_modified_since);
  }
  return request;
}

Wanted Retrieval::wanted() const {
  const bool conditional = !ask_.if_none_match.empty() || !ask_.if_modified_since.empty();
  return {.range = ask_.range,
          .resume = resume_,
          .conditional = conditional && !resume_,
          .size_cap = ask_.size_cap,
          .path = first_.path};
}

Answer Retrieval::answer(const AnswerHead& head, int status) const {
  return {.status = status,
          .etag = head.etag.empty() && resume_ ? resume_->etag : head.etag,
          .last_modified = head.last_modified,
          .media_type = head.media_type,
          .received = received_};
}

std::optional<Unreachable> Retrieval::pressed() const {
  if (ask_.stop.stop_requested())
    return unreachable(Kind::NoConnection, "given up, because it was stopped");
  if (clock_.since_boot() < until_) return std::nullopt;
  return unreachable(Kind::TooSlow, "not done within " + policy::show(settings_.total_deadline));
}

std::optional<Unreachable> Retrieval::pressed(milliseconds head_until) const {
  if (auto why = pressed()) return why;
  if (clock_.since_boot() < head_until) return std::nullopt;
  return unreachable(Kind::TooSlow,
                     "no complete head within " + policy::show(settings_.header_deadline));
}

Unreachable Retrieval::named(Unreachable why) const {
  std::string place = first_.shown();
  if (here_.whole() != first_.whole()) place += ": redirected to " + here_.shown();
  why.what = place + ": " + why.what;
  return why;
}

}  // namespace relay::net
