#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "policy/result.h"
#include "relay/io/clock.h"
#include "relay/net/course.h"
#include "relay/net/curl_fetcher.h"
#include "relay/net/fetcher.h"
#include "relay/net/url.h"

namespace relay::net {

/// One fetch from its first connection to its last byte: attempts, each of which follows redirects
/// to an answer and takes the body. Used once, on one thread.
class Retrieval {
 public:
  Retrieval(const FetchSettings& settings, const io::Clock& clock, const Ask& ask, Sink& sink);

  policy::Result<Answer, Unreachable> run();

 private:
  /// Why an attempt failed, and whether another one may do better.
  struct Trouble {
    Unreachable why;
    bool again = false;
  };
  template <class T>
  using Attempted = policy::Result<T, Trouble>;

  std::optional<Unreachable> malformed() const;
  Attempted<Answer> attempt();
  /// Hears the head of the answer and judges it.
  Attempted<Course> hear(Exchange& exchange) const;
  policy::Result<Url, Unreachable> redirected(const Url& from, const AnswerHead& head) const;
  Attempted<Answer> take(Exchange& exchange, const Course& course);
  Attempted<Answer> broken(const Exchange& exchange, std::uint64_t seen);
  void prepare_again();

  Request request(const Url& url) const;
  Wanted wanted() const;
  Answer answer(const AnswerHead& head, int status) const;
  /// Why there is no more time, if so; a head has a deadline of its own.
  std::optional<Unreachable> pressed() const;
  std::optional<Unreachable> pressed(std::chrono::milliseconds head_until) const;
  Unreachable named(Unreachable why) const;

  const FetchSettings& settings_;
  const io::Clock& clock_;
  const Ask& ask_;
  Sink& sink_;
  const std::chrono::milliseconds until_;
  Url first_{};
  Url here_{};  ///< After redirects.
  std::optional<Resume> resume_{};
  std::optional<Resume>
      version_{};               ///< What the sink is being filled with, when it can be resumed.
  std::uint64_t received_ = 0;  ///< By the sink, since it was last empty.
};

}  // namespace relay::net
