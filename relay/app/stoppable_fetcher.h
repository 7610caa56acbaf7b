#pragma once

#include <stop_token>
#include <utility>

#include "relay/net/fetcher.h"

namespace relay::app {

/// Gives every transfer the token that ends it, so that adapters need not know of stopping. Used by
/// one mirror, whose rounds never overlap.
class StoppableFetcher final : public net::Fetcher {
 public:
  explicit StoppableFetcher(net::Fetcher& fetcher) : fetcher_{fetcher} {}

  void stop_with(std::stop_token stop) { stop_ = std::move(stop); }
  policy::Result<net::Answer, net::Unreachable> fetch(const net::Ask& ask,
                                                      net::Sink& sink) override {
    net::Ask stoppable = ask;
    stoppable.stop = stop_;
    return fetcher_.fetch(stoppable, sink);
  }

 private:
  net::Fetcher& fetcher_;
  std::stop_token stop_;
};

}  // namespace relay::app
