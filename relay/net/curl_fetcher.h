#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "policy/address.h"
#include "policy/time.h"
#include "relay/io/clock.h"
#include "relay/net/exchange.h"
#include "relay/net/fetcher.h"
#include "relay/net/reach.h"

namespace relay::net {

/// "Sluice/0.1.0 (update relay)": truthful, as every vendor may ask.
std::string product_user_agent();

struct FetchSettings {
  /// Proxy, its credentials (any way of signing in that it offers, Negotiate and NTLM included),
  /// trusted certificates, time to connect, highest rate.
  Line line{};
  std::string user_agent = product_user_agent();
  policy::Span header_deadline = std::chrono::seconds{30};  ///< From asking to the end of the head.
  policy::Span total_deadline = std::chrono::hours{2};      ///< Redirects and resumptions included.
  std::uint64_t minimum_rate = 1024;  ///< Bytes per second, over the window below; 0: none.
  policy::Span rate_window = std::chrono::seconds{60};
  unsigned attempts = 5;  ///< At one file, when the transfer breaks off in its middle.
  /// Where a redirect from outside may not lead. Upstreams that the administrator named may be
  /// there.
  std::vector<policy::Network> inside = inside_networks();
};

/// Fetches over http and https. What it refuses, and how it goes on after a break, stands in the
/// README of this folder. Safe to use from several threads.
class CurlFetcher final : public Fetcher {
 public:
  CurlFetcher(FetchSettings settings, const io::Clock& clock);

  policy::Result<Answer, Unreachable> fetch(const Ask& ask, Sink& sink) override;

 private:
  const FetchSettings settings_;
  const io::Clock& clock_;
};

}  // namespace relay::net
