#include "relay/net/api_call.h"

#include <algorithm>
#include <utility>

#include "relay/net/curl_fetcher.h"
#include "relay/net/exchange.h"
#include "relay/net/intake.h"
#include "relay/net/url.h"

namespace relay::net {
namespace {

using policy::Refused;
using policy::Result;
using Kind = Unreachable::Kind;

constexpr std::uint64_t kMostBody = 16'777'216;

class Text final : public Sink {
 public:
  void restart() override { text.clear(); }
  void append(std::span<const std::byte> bytes) override {
    text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  }
  std::string text;
};

std::optional<Unreachable> malformed(const ApiAsk& ask, const std::optional<Url>& url) {
  if (!url || url->scheme != "https") {
    return unreachable(Kind::NotWanted, "the admin door is asked over https only");
  }
  if (ask.ca_file.empty()) {
    return unreachable(Kind::NotWanted, "no certificate is named that the admin door must show");
  }
  const bool clean = std::ranges::all_of(ask.token, [](char c) { return c > 0x20 && c < 0x7f; });
  if (!clean) return unreachable(Kind::NotWanted, "the token has characters that no token has");
  return std::nullopt;
}

Request request(const ApiAsk& ask, const Url& url) {
  Request made{.method = ask.method, .url = url.whole(), .user_agent = product_user_agent()};
  made.fields = {"Accept: application/json", "Expect:"};
  if (!ask.token.empty()) made.fields.push_back("Authorization: Bearer " + ask.token);
  if (ask.method != "GET") made.fields.push_back("Content-Type: application/json");
  made.body = ask.json;
  return made;
}

/// A 204 and a 304 have no body, and say no length (RFC 9112, 6.3).
Promise promised(const AnswerHead& head) {
  const bool bare = head.status == 204 || head.status == 304;
  return {.length = bare ? std::optional<std::uint64_t>{0} : head.length, .may_be_page = true};
}

Unreachable too_slow(const ApiAsk& ask) {
  return unreachable(Kind::TooSlow, "no answer within " + policy::show(ask.deadline));
}

/// To its own end, with which it says that it is over.
Result<ApiAnswer, Unreachable> follow(Exchange& exchange, const ApiAsk& ask,
                                      const io::Clock& clock) {
  auto until = clock.since_boot() + ask.deadline;
  for (bool ended = false;; ended = exchange.step()) {
    const std::string some = exchange.take_body();
    if (!some.empty()) {
      ask.follow(some);
      until = clock.since_boot() + ask.deadline;
    }
    if (auto why = exchange.failure()) return Refused{*std::move(why)};
    if (ended && !exchange.head()->chunked) {
      return Refused{unreachable(Kind::TooShort, "breaks off in the middle")};
    }
    if (ended) return ApiAnswer{exchange.head()->status, {}};
    if (clock.since_boot() >= until) return Refused{too_slow(ask)};
  }
}

Result<ApiAnswer, Unreachable> receive(Exchange& exchange, const ApiAsk& ask,
                                       const io::Clock& clock) {
  const auto until = clock.since_boot() + ask.deadline;
  Text sink;
  std::optional<Intake> intake;
  for (bool ended = false;; ended = exchange.step()) {
    const auto* const head = exchange.head();
    if (head != nullptr && !intake) {
      if (ask.follow && head->status == 200) return follow(exchange, ask, clock);
      if (head->length.value_or(0) > kMostBody) {
        return Refused{unreachable(Kind::TooLong, "answers with more than 16 MiB")};
      }
      intake.emplace(promised(*head), kMostBody, sink);
    }
    if (intake) {
      if (auto wrong = intake->add(exchange.take_body())) return Refused{*std::move(wrong)};
    }
    const bool by_itself = ended && !exchange.failure() && head != nullptr && head->chunked;
    if (intake && (intake->complete() || by_itself)) return ApiAnswer{head->status, sink.text};
    if (auto why = exchange.failure()) return Refused{*std::move(why)};
    if (ended) return Refused{unreachable(Kind::TooShort, "breaks off in the middle")};
    if (clock.since_boot() >= until) return Refused{too_slow(ask)};
  }
}

}  // namespace

Result<ApiAnswer, Unreachable> call(const ApiAsk& ask, const io::Clock& clock) {
  const auto url = Url::parse(ask.url);
  if (auto wrong = malformed(ask, url)) return Refused{*std::move(wrong)};
  Exchange exchange{{.ca_file = ask.ca_file}, request(ask, *url), nullptr};
  auto answer = receive(exchange, ask, clock);
  if (!answer) answer.error().what = url->shown() + ": " + answer.error().what;
  return answer;
}

}  // namespace relay::net
