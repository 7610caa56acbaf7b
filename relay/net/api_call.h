#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "policy/result.h"
#include "policy/time.h"
#include "relay/io/clock.h"
#include "relay/net/fetcher.h"

namespace relay::net {

/// A request to our own admin door, as the command line makes it.
struct ApiAsk {
  std::string method = "GET";
  std::string url{};      ///< https only.
  std::string json{};     ///< The body, for methods other than GET.
  std::string token{};    ///< Sent as "Authorization: Bearer …".
  std::string ca_file{};  ///< The door's certificate, or who signed it: nobody else is trusted.
  policy::Span deadline = std::chrono::seconds{30};
  /// Told of a 200's body as it comes, which is not in the answer then. The deadline is that of
  /// each silence.
  std::function<void(std::string_view)> follow{};
};

struct ApiAnswer {
  int status = 0;
  std::string body{};  ///< At most 16 MiB.
};

/// Any status is an answer. No proxy, no redirects, no retry. Refusals name the URL, not the token.
policy::Result<ApiAnswer, Unreachable> call(const ApiAsk& ask, const io::Clock& clock);

}  // namespace relay::net
