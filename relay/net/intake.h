#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "relay/net/fetcher.h"

namespace relay::net {

/// One that says nothing of when to come back.
Unreachable unreachable(Unreachable::Kind kind, std::string what);

/// What is known of a body before its first byte.
struct Promise {
  std::optional<std::uint64_t> length{};  ///< On the wire; nothing: chunked.
  std::uint64_t skip = 0;                 ///< Bytes before the part that is wanted.
  std::optional<std::uint64_t> take{};    ///< Bytes of that part; nothing: all.
  bool may_be_page = false;               ///< Else a body that starts like HTML is refused.
};

/// Hands a body on to a sink, as far as it is what was promised. Counts by itself; nothing that a
/// library says about lengths is believed.
class Intake {
 public:
  /// At most `room` bytes are handed on.
  Intake(const Promise& promise, std::uint64_t room, Sink& sink);

  /// The next bytes. A refusal's sentence has no URL yet.
  std::optional<Unreachable> add(std::string_view bytes);
  /// Everything that is wanted has come.
  bool complete() const;
  /// The body has ended where its framing says so; what was held back to be looked at is handed on.
  std::optional<Unreachable> end();

  std::uint64_t seen() const { return seen_; }
  std::uint64_t delivered() const { return delivered_; }

 private:
  std::optional<Unreachable> hand_on(std::string_view bytes);

  const Promise promise_;
  const std::uint64_t room_;
  Sink& sink_;
  bool looked_;         ///< It is settled that this is no page.
  std::string held_{};  ///< Until that is settled.
  std::uint64_t seen_ = 0;
  std::uint64_t passed_ = 0;  ///< Skipped or delivered.
  std::uint64_t delivered_ = 0;
};

}  // namespace relay::net
