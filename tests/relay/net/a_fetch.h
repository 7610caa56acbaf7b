#pragma once

#include <string>

#include "relay/net/curl_fetcher.h"
#include "tests/relay/net/text_sink.h"
#include "tests/support/manual_clock.h"

namespace tests {

/// One fetch with everything as it usually is. Its clock stands still unless the test moves it, so
/// no deadline is met by accident.
struct AFetch {
  relay::net::FetchSettings settings{.header_deadline = std::chrono::seconds{30},
                                     .total_deadline = std::chrono::hours{1},
                                     .minimum_rate = 1000,
                                     .rate_window = std::chrono::seconds{60},
                                     .attempts = 1};
  relay::net::Ask ask{.size_cap = 1'000'000};
  TextSink sink{};
  ManualClock clock{};

  policy::Result<relay::net::Answer, relay::net::Unreachable> from(const std::string& url) {
    ask.url = url;
    relay::net::CurlFetcher fetcher{settings, clock};
    return fetcher.fetch(ask, sink);
  }
};

}  // namespace tests
